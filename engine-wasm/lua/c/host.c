/*
** One translation unit: Lua's core and the libraries a script may use, then our host.
** Lua's C stack is crossed by longjmp only below mt_protect, so no Rust frame is ever jumped over.
*/
#include "prelude.h"

#define LUA_CORE
#define LUA_LIB
#include "lprefix.h"
#include "luaconf.h"
#include "privacy.h"

#include "lzio.c"
#include "lctype.c"
#include "lopcodes.c"
#include "lmem.c"
#include "lundump.c"
#include "lstate.h"

/* Objects hash by the order of their making: an address would differ from machine to machine. */
static unsigned int mt_serial(const GCObject *object) {
  switch (object->tt) {
    case LUA_VTABLE: return gco2t(object)->serial;
    case LUA_VLCL: return gco2lcl(object)->serial;
    case LUA_VCCL: return gco2ccl(object)->serial;
    case LUA_VTHREAD: return gco2th(object)->serial;
    default: return 0;
  }
}

#include "lstate.c"
#include "lgc.c"
#include "llex.c"
#include "lcode.c"
#include "lparser.c"
#include "ldebug.c"
#include "lfunc.c"
#include "lobject.c"
#include "ltm.c"
#include "lstring.c"
#include "ltable.c"
#include "ldo.c"
#include "lvm.c"
#include "lapi.c"
#include "lauxlib.c"
#include "lbaselib.c"
#include "lcorolib.c"
#include "lmathlib.c"
#include "lstrlib.c"
#include "ltablib.c"
#include "lutf8lib.c"

#include "host.h"
#include "pool.c"
#include "state.c"
#include "template.c"
#include "reuse.c"
#include "bar.c"
#include "problem.c"
#include "entry.c"
