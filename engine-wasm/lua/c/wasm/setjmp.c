/* The three functions into which clang lowers setjmp and longjmp. */
#include "setjmp.h"

enum { MT_LONGJMP_TAG = 1 };

void __wasm_setjmp(void *env, unsigned int label, void *frame) {
  struct mt_jump *jump = env;
  jump->frame = frame;
  jump->label = label;
}

unsigned int __wasm_setjmp_test(void *env, void *frame) {
  struct mt_jump *jump = env;
  return jump->frame == frame ? jump->label : 0;
}

void __wasm_longjmp(void *env, int value) {
  struct mt_jump *jump = env;
  jump->thrown.env = env;
  jump->thrown.value = value == 0 ? 1 : value;
  __builtin_wasm_throw(MT_LONGJMP_TAG, &jump->thrown);
}
