/*
 * Makes requests of ioctl, on a descriptor that isn't open, with arguments of every kind: requests FILE [fork]. With a second
 * argument, each is made by a child of its own, one after another. Each line of the
 * file is a number in hex and the shapes of the argument that it is made with:
 *   0   no pointer
 *   1   a pointer to nothing
 *   2   a pointer to zeros
 *   3   a pointer to bytes that count
 *   4.. a pointer to words of every size, by chance, but the same in each run; pointers among them
 * Compiled by tests/requests.rs for each ABI.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef X32
#define CALL (0x40000000 | 514)
#else
#define CALL SYS_ioctl
#endif

#define BASE 0x10000000ul
#define SIZE 0x4000ul

static unsigned char *memory;
static uint64_t state;

static uint32_t next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16);
}

static void chance(uint32_t request, uint32_t shape)
{
	uint32_t *words = (uint32_t *)memory;
	size_t i;

	state = (request * 2654435761u) ^ ((uint64_t)shape << 32) ^ 0x9e3779b97f4a7c15ull;
	for (i = 0; i < 8; i++)
		next();
	for (i = 0; i < SIZE / 4; i++) {
		switch (next() % 6) {
		case 0:
			words[i] = 0;
			break;
		case 1:
			words[i] = next() % 8;
			break;
		case 2:
			words[i] = next() % 64;
			break;
		case 3:
			words[i] = next();
			break;
		case 4:
			words[i] = 1u << (next() % 32);
			break;
		default:
			/* A pointer, of whatever width. */
			words[i] = (uint32_t)(BASE + 0x100 * (next() % 16));
			if (i % 2 == 0 && i + 1 < SIZE / 4)
				words[++i] = 0;
		}
	}
	/* One in four has text. */
	for (i = 0; shape % 4 == 3 && i < SIZE; i++)
		if (next() % 3)
			memory[i] = next() % 5 ? 'a' + next() % 26 : 0;
}

static void fill(uint32_t request, uint32_t shape)
{
	size_t i;

	memset(memory, 0, SIZE);
	if (shape == 3)
		for (i = 0; i < SIZE; i++)
			memory[i] = i + 1;
	else if (shape > 3)
		chance(request, shape);
}

int main(int count, char **words)
{
	FILE *file = count > 1 ? fopen(words[1], "r") : NULL;
	char *line = NULL, *rest, *end;
	size_t room = 0;

	memory = mmap((void *)BASE, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (!file || memory != (void *)BASE)
		return 1;
	while (getline(&line, &room, file) > 0) {
		unsigned long request = strtoul(line, &rest, 16);

		for (;; rest = end) {
			unsigned long shape = strtoul(rest, &end, 10);

			if (end == rest)
				break;
			if (shape > 1)
				fill((uint32_t)request, (uint32_t)shape);
			if (count < 3 || !fork()) {
				syscall(CALL, -1, request, shape > 1 ? BASE : shape);
				if (count > 2)
					_exit(0);
			}
			else if (wait(NULL) < 0)
				return 1;
		}
	}
	return 0;
}
