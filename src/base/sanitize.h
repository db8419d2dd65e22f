/* Tells AddressSanitizer which bytes of an arena are in use, so that reading past an
 * allocation is caught although the block around it is live.  Nothing in other builds. */
#ifndef ASSAY_BASE_SANITIZE_H
#define ASSAY_BASE_SANITIZE_H

#include <stddef.h>

#if defined(__SANITIZE_ADDRESS__)
#define ASSAY_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASSAY_SANITIZED 1
#endif
#endif

#ifdef ASSAY_SANITIZED
#include <sanitizer/asan_interface.h>
/* Bytes left untouchable behind each allocation. */
#define SANITIZE_GAP ((size_t)16)
#else
#define SANITIZE_GAP ((size_t)0)
#endif

/* Any access to these bytes is a mistake until they are unpoisoned. */
static inline void sanitize_poison(const void *at, size_t size)
{
#ifdef ASSAY_SANITIZED
    ASAN_POISON_MEMORY_REGION(at, size);
#else
    (void)at;
    (void)size;
#endif
}

/* These bytes are in use. */
static inline void sanitize_unpoison(const void *at, size_t size)
{
#ifdef ASSAY_SANITIZED
    ASAN_UNPOISON_MEMORY_REGION(at, size);
#else
    (void)at;
    (void)size;
#endif
}

#endif
