/* setjmp over WebAssembly exceptions: what clang's -wasm-enable-sjlj expects of a C library. */
#ifndef MOONTEST_SETJMP_H
#define MOONTEST_SETJMP_H

struct mt_jump {
  void *frame;           /* which activation called setjmp */
  unsigned int label;    /* which of its setjmp calls */
  struct {
    void *env;
    int value;
  } thrown;              /* the exception's payload points here */
};

typedef struct mt_jump jmp_buf[1];

int setjmp(jmp_buf) __attribute__((returns_twice));
_Noreturn void longjmp(jmp_buf, int);

#endif
