/* --damage: which children are damaged, and expected.csv, what must be found on them. */
#include "base/os.h"
#include "cli/synth_returns.h"

enum { FLUSH = 256 * 1024 };

status synth_damage_open(struct arena *a, const struct synth_asked *asked,
                         const struct fault_list *const *lists, struct synth_damage *out,
                         struct fault *why)
{
    *out = (struct synth_damage){.share = asked->damage, .seed = asked->seed};
    if (asked->damage == 0)
        return OK;
    out->r = random_stream(asked->seed, UINT64_C(0xda3a6e));
    out->faults = damaging_new(a, lists);
    out->text = buf_new(a, 4 * MIB);
    buf_add(&out->text, STR("child,code,table,row,fault\n"));
    return os_writer_open(a, os_join(a, asked->folder, STR("expected.csv")), OS_PUBLIC,
                          &out->file, why);
}

bool synth_is_damaged(const struct synth_damage *damage, uint64_t number)
{
    enum { WHOLE = 100 };
    struct random r = random_stream(random_mix(damage->seed, UINT64_C(0xda3a6e)), number);
    return damage->share > 0 && random_below(&r, WHOLE) < damage->share;
}

static status flush(struct synth_damage *damage, struct fault *why)
{
    TRY(buf_status(&damage->text, why));
    TRY(os_writer_add(&damage->file, buf_text(&damage->text), why));
    damage->text.len = 0;
    return OK;
}

status synth_damage_add(struct synth_damage *damage, const struct made_child *child,
                        const struct damage *done, struct fault *why)
{
    if (!done->fault)
        return OK;
    damage->children++;
    damage_expected(&damage->text, child, done);
    return damage->text.len >= FLUSH ? flush(damage, why) : OK;
}

status synth_damage_close(struct synth_damage *damage, struct fault *why)
{
    if (damage->share == 0)
        return OK;
    TRY(flush(damage, why));
    return os_writer_close(&damage->file, why);
}

void synth_damage_drop(struct synth_damage *damage)
{
    os_writer_drop(&damage->file);
}
