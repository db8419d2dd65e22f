# framework,area of the first row of a published.csv, whatever the order of its columns.
BEGIN { FS = "," }
{ sub(/\r$/, "") }
NR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}
NR == 2 { print $column["framework"] "," $column["area"]; exit }
