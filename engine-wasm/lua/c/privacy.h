/* Read after luaconf.h, whose definitions these replace. */
#ifndef MOONTEST_PRIVACY_H
#define MOONTEST_PRIVACY_H

#undef LUAI_FUNC
#undef LUAI_DDEC
#undef LUAI_DDEF
#undef LUA_API
#undef LUALIB_API
#undef LUAMOD_API
#undef LUAI_MAXSTACK
#undef lua_getlocaledecpoint
#undef LUAI_MAXCCALLS

/* Functions of Lua are private to this translation unit: what is not used is not in the module. */
#define LUAI_FUNC static
#define LUAI_DDEC(def) /* only definitions */
#define LUAI_DDEF static
#define LUA_API static
#define LUALIB_API static
#define LUAMOD_API static

/* Recursion of plain Lua functions is a stack overflow, not a memory limit. */
#define LUAI_MAXSTACK 200000

/*
** C calls inside each other: nests of gsub, sort, format, metamethods, coroutines, closes, and of the parser.
** At 190 the worst of them (sort; gsub with a pattern 198 steps deep inside) takes 34 % of the stack of a
** Worker in Chromium 156 and 17 % in Firefox 153, so there is a margin of three. The module's own stack, a
** MiB at the start of its memory where an overflow traps, holds them too.
*/
#define LUAI_MAXCCALLS 200

#define lua_getlocaledecpoint() '.'

#endif
