/* Boundaries of authorities as GeoJSON, and the place of each in a map of hexagons as
 * HexJSON or CSV.  A boundary is kept as the coordinates of a MultiPolygon, digits as
 * published; a hexagon as "q,r" of the layout odd-r (rows of pointed hexagons, the odd
 * ones moved half a hexagon to the right). */
#include "evidence/json_scan.h"
#include "evidence/listing.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

static const struct sheet *json_sheet(const struct national_input *input)
{
    const struct workbook *book = input->workbook;
    return book->count == 1 && book->sheets[0].kind == SHEET_JSON ? &book->sheets[0]
                                                                  : NULL;
}

static void add_shape(struct batch *batch, struct str code, struct str geometry,
                      bool hexagon)
{
    batch->rows++;
    *batch_add(batch, batch_shape, shapes) =
        (struct batch_shape){.row = (uint32_t)batch->rows,
                             .code = arena_copy(batch->arena, code),
                             .geometry = arena_copy(batch->arena, geometry),
                             .hexagon = hexagon};
}

/* A JSON file has no rows: the element's number stands for one. */
static void say_bad(const struct national_input *input, struct remarks *remarks,
                    size_t element, const char *text)
{
    remarks_add(remarks, &(struct remark){.kind = REMARK_BAD_ROW,
                                          .file = input->path,
                                          .record = (uint32_t)element,
                                          .text = str_of(text)});
}

/* After the last element its list should close. */
static void say_broken(const struct national_input *input, struct remarks *remarks,
                       struct str rest, size_t element)
{
    rest = str_trim(rest);
    if (rest.len == 0 || (rest.at[0] != ']' && rest.at[0] != '}'))
        say_bad(input, remarks, element,
                "the list breaks off behind this element; what stands before is taken");
}

/* --- boundaries --- */

static int recognise_boundaries(const struct national_input *input)
{
    const struct sheet *sheet = json_sheet(input);
    if (!sheet)
        return 0;
    struct str type = json_scan_text(json_scan_member(sheet->text, STR("type")));
    return str_equal(type, STR("FeatureCollection")) ? 3 : 0;
}

static struct str code_of_feature(struct str properties)
{
    static const char *const names[] = {"la_number", "gss_code", "ctyua_code", "code"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct str code = json_scan_text(json_scan_member(properties, str_of(names[i])));
        if (code.len)
            return code;
    }
    return STR("");
}

/* The coordinates as those of a MultiPolygon; empty where the feature is neither that nor
 * a Polygon. */
static struct str coordinates_of(struct arena *a, struct str feature)
{
    struct str geometry = json_scan_member(feature, STR("geometry"));
    struct str type = json_scan_text(json_scan_member(geometry, STR("type")));
    struct str at = json_scan_member(geometry, STR("coordinates"));
    if (at.len && at.at[0] == '[' && str_equal(type, STR("MultiPolygon")))
        return at;
    if (at.len && at.at[0] == '[' && str_equal(type, STR("Polygon"))) {
        char *text = arena_alloc(a, at.len + 2);
        text[0] = '[';
        for (size_t i = 0; i < at.len; i++)
            text[i + 1] = at.at[i];
        text[at.len + 1] = ']';
        return (struct str){text, at.len + 2};
    }
    return STR("");
}

static status read_boundaries(const struct national_input *input, struct batch *batch,
                              struct remarks *remarks, struct fault *why)
{
    const struct sheet *sheet = recognise_boundaries(input) ? json_sheet(input) : NULL;
    if (!sheet)
        return fault_at(why, ERR_FORMAT, input->path, 0, 0,
                        "this is no GeoJSON collection of features");
    struct str rest = json_scan_open(sheet->text, STR("features"));
    struct str feature;
    size_t element = 0;
    while (json_scan_element(&rest, &feature)) {
        element++;
        struct str code = code_of_feature(json_scan_member(feature, STR("properties")));
        struct str at = coordinates_of(batch->arena, feature);
        if (code.len && at.len)
            add_shape(batch, code, at, false);
        else
            say_bad(input, remarks, element,
                    "expected a feature with la_number or gss_code, and a Polygon or "
                    "MultiPolygon; it is not taken");
    }
    say_broken(input, remarks, rest, element);
    return OK;
}

const struct national_format national_boundaries = {
    "boundaries",
    "boundaries of authorities",
    {READING_STR("boundaries"), READING_STR("Office for National Statistics"),
     READING_STR("Counties and unitary authorities, boundaries"),
     READING_STR(READING_OGL),
     READING_STR("Contains public sector information licensed under the Open Government "
                 "Licence v3.0. Source: Office for National Statistics. Contains OS data "
                 "\xc2\xa9 Crown copyright and database right.")},
    recognise_boundaries,
    read_boundaries};

/* --- hexagons --- */

static const char *const hexmap_needed[] = {"la_number", "q", "r"};

static int recognise_hexagons(const struct national_input *input)
{
    const struct sheet *sheet = json_sheet(input);
    if (sheet)
        return json_scan_open(sheet->text, STR("hexes")).len ? 3 : 0;
    return reading_has(input, hexmap_needed, COUNT(hexmap_needed)) ? 3 : 0;
}

static bool is_whole(struct str s)
{
    size_t start = s.len && s.at[0] == '-';
    for (size_t i = start; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    }
    return s.len > start && s.len - start <= 4;
}

static struct str place_of(struct batch *batch, struct str q, struct str r)
{
    if (!is_whole(q) || !is_whole(r))
        return STR("");
    return arena_format(batch->arena, "%.*s,%.*s", STR_ARG(q), STR_ARG(r));
}

static void read_hexjson(const struct national_input *input, struct str text,
                         struct batch *batch, struct remarks *remarks)
{
    struct str layout = json_scan_text(json_scan_member(text, STR("layout")));
    struct str rest = json_scan_open(text, STR("hexes")), key, hex;
    size_t element = 0;
    if (!str_equal(layout, STR("odd-r")))
        say_bad(input, remarks, 0,
                "expected the layout odd-r; places in another are drawn askew");
    while (json_scan_pair(&rest, &key, &hex)) {
        element++;
        struct str code = json_scan_text(json_scan_member(hex, STR("la_number")));
        struct str place = place_of(batch, json_scan_member(hex, STR("q")),
                                    json_scan_member(hex, STR("r")));
        if (place.len)
            add_shape(batch, code.len ? code : key, place, true);
        else
            say_bad(input, remarks, element,
                    "expected q and r as whole numbers; the hexagon is not taken");
    }
    say_broken(input, remarks, rest, element);
}

static status read_hexagons(const struct national_input *input, struct batch *batch,
                            struct remarks *remarks, struct fault *why)
{
    const struct sheet *sheet = json_sheet(input);
    if (sheet) {
        read_hexjson(input, sheet->text, batch, remarks);
        return OK;
    }
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, hexmap_needed, COUNT(hexmap_needed), why));
    int code = reading_column(&l.reading, "la_number");
    int q = reading_column(&l.reading, "q"), r = reading_column(&l.reading, "r");
    while (reading_next(&l.reading)) {
        struct batch_shape shape = {
            .row = l.reading.row.row,
            .code = listing_text(&l, code),
            .geometry =
                place_of(batch, reading_cell(&l.reading, q), reading_cell(&l.reading, r)),
            .hexagon = true};
        if (shape.code.len && shape.geometry.len)
            *batch_add(batch, batch_shape, shapes) = shape;
        else
            reading_bad(&l.reading, REMARK_BAD_ROW, shape.code.len ? q : code,
                        "expected an authority, and q and r as whole numbers; the row is "
                        "not taken");
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_hexagons = {
    "hexagons",
    "map of one hexagon an authority",
    {READING_STR("hexagons"), READING_STR("Open Innovations"),
     READING_STR("Hexmap of upper-tier local authorities"), READING_STR("MIT License"),
     READING_STR("Hexagon layout by Open Innovations, MIT License, brought to the "
                 "authorities of 2023.")},
    recognise_hexagons,
    read_hexagons};
