/* The examples published with FIPS 180-4, and feeding in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/sha256.h"

static const struct {
    const char *text, *digest;
} vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
     "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

static void the_published_examples_are_met(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct str hex = sha256_hex(a, str_of(vectors[i].text));
        assert_int_equal(hex.len, 64);
        assert_memory_equal(hex.at, vectors[i].digest, 64);
    }
    arena_free(a);
}

static void a_million_letters_are_met(void **state)
{
    (void)state;
    struct arena *a = arena_new(4 * MIB);
    char *letters = arena_alloc(a, 1000000);
    memset(letters, 'a', 1000000);
    struct str hex = sha256_hex(a, (struct str){letters, 1000000});
    assert_memory_equal(
        hex.at, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", 64);
    arena_free(a);
}

static void pieces_of_any_size_give_the_digest_of_the_whole(void **state)
{
    (void)state;
    char text[200];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7);
    uint8_t whole[SHA256_BYTES], pieces[SHA256_BYTES];
    for (size_t len = 0; len <= sizeof text; len++) {
        struct sha256 one = sha256_new(), two = sha256_new();
        sha256_add(&one, (struct str){text, len});
        sha256_end(&one, whole);
        for (size_t at = 0, step = 1; at < len; at += step, step = step % 70 + 3)
            sha256_add(&two, (struct str){text + at, at + step < len ? step : len - at});
        sha256_end(&two, pieces);
        assert_memory_equal(whole, pieces, SHA256_BYTES);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_examples_are_met),
        cmocka_unit_test(a_million_letters_are_met),
        cmocka_unit_test(pieces_of_any_size_give_the_digest_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
