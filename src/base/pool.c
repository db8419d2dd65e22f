#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#endif

#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#ifndef _WIN32
#include <unistd.h>
#endif

enum { THREADS_MOST = 64 };

/* A place for one item: free, being made, or made and waiting to be taken. */
struct place {
    struct arena *arena;
    void *made;
    bool done;
};

struct pool {
    const struct pool_job *job;
    pthread_mutex_t lock;
    pthread_cond_t freed, done; /* a place was freed; an item was made */
    struct place *places;       /* of item i: places[i % place_count] */
    size_t place_count;
    size_t next, taken; /* items begun; items taken */
    bool stopped;
};

/* The next item, once its place is free; false when there is no more work. */
static bool begin(struct pool *pool, size_t *item)
{
    pthread_mutex_lock(&pool->lock);
    while (!pool->stopped && pool->next < pool->job->count &&
           pool->next >= pool->taken + pool->place_count)
        pthread_cond_wait(&pool->freed, &pool->lock);
    bool more = !pool->stopped && pool->next < pool->job->count;
    if (more)
        *item = pool->next++;
    pthread_mutex_unlock(&pool->lock);
    return more;
}

static void *work(void *context)
{
    struct pool *pool = context;
    size_t item;
    while (begin(pool, &item)) {
        struct place *place = &pool->places[item % pool->place_count];
        arena_reset(place->arena);
        void *made = pool->job->make(pool->job->context, place->arena, item);
        pthread_mutex_lock(&pool->lock);
        place->made = made;
        place->done = true;
        pthread_cond_broadcast(&pool->done);
        pthread_mutex_unlock(&pool->lock);
    }
    return NULL;
}

/* Waits until an item is made. */
static void *await(struct pool *pool, size_t item)
{
    struct place *place = &pool->places[item % pool->place_count];
    pthread_mutex_lock(&pool->lock);
    while (!place->done)
        pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    return place->made;
}

static void release(struct pool *pool, size_t item, bool stop)
{
    pthread_mutex_lock(&pool->lock);
    pool->places[item % pool->place_count].done = false;
    pool->taken = item + 1;
    pool->stopped = pool->stopped || stop;
    pthread_cond_broadcast(&pool->freed);
    pthread_mutex_unlock(&pool->lock);
}

static status take_all(struct pool *pool, struct fault *why)
{
    const struct pool_job *job = pool->job;
    status st = OK;
    for (size_t item = 0; item < job->count && !st; item++) {
        st = job->take(job->context, item, await(pool, item), why);
        release(pool, item, st != OK);
    }
    return st;
}

static void stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopped = true;
    pthread_cond_broadcast(&pool->freed);
    pthread_mutex_unlock(&pool->lock);
}

static status run_threads(struct pool *pool, unsigned threads, struct fault *why)
{
    pthread_t started[THREADS_MOST];
    unsigned count = 0;
    status st = OK;
    while (count < threads && pthread_create(&started[count], NULL, work, pool) == 0)
        count++;
    if (count == 0)
        st = fault_set(why, ERR_LIMIT, "the system starts no more threads");
    else
        st = take_all(pool, why);
    stop(pool);
    for (unsigned i = 0; i < count; i++)
        pthread_join(started[i], NULL);
    return st;
}

static status run_here(const struct pool_job *job, struct fault *why)
{
    struct arena *a = arena_new(job->ceiling);
    status st = OK;
    for (size_t item = 0; item < job->count && !st; item++) {
        arena_reset(a);
        st = job->take(job->context, item, job->make(job->context, a, item), why);
    }
    arena_free(a);
    return st;
}

status pool_run(const struct pool_job *job, unsigned threads, struct fault *why)
{
    assert(job->make && job->take);
    if (threads <= 1 || job->count <= 1)
        return run_here(job, why);
    if (threads > THREADS_MOST)
        threads = THREADS_MOST;
    struct place places[2 * THREADS_MOST] = {0};
    struct pool pool = {.job = job, .places = places, .place_count = 2 * threads};
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.freed, NULL);
    pthread_cond_init(&pool.done, NULL);
    for (size_t i = 0; i < pool.place_count; i++)
        places[i].arena = arena_new(job->ceiling);
    status st = run_threads(&pool, threads, why);
    for (size_t i = 0; i < pool.place_count; i++)
        arena_free(places[i].arena);
    pthread_cond_destroy(&pool.done);
    pthread_cond_destroy(&pool.freed);
    pthread_mutex_destroy(&pool.lock);
    return st;
}

unsigned pool_threads(void)
{
#ifdef _WIN32
    return 1;
#else
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > THREADS_MOST ? THREADS_MOST : (unsigned)count;
#endif
}
