//! Loops inside the libraries: patterns, formats, packing, UTF-8.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "each step of a pattern",
        file: "lstrlib.c",
        find: "  init: /* using goto to optimize tail recursion */\n",
        replace: "  init: /* using goto to optimize tail recursion */\n  mt_spend(ms->L, 1);\n",
    },
    Edit {
        name: "the matcher calls itself",
        file: "lstrlib.c",
        find: "  if (l_unlikely(ms->matchdepth-- == 0))\n",
        replace: "  mt_match_depth++;\n  if (l_unlikely(ms->matchdepth-- == 0))\n",
    },
    Edit {
        name: "and comes back",
        file: "lstrlib.c",
        find: "  ms->matchdepth++;\n  return s;",
        replace: "  ms->matchdepth++;\n  mt_match_depth--;\n  return s;",
    },
    Edit {
        name: "a repeated class",
        file: "lstrlib.c",
        find: "  while (singlematch(ms, s + i, p, ep))\n    i++;",
        replace: "  while (singlematch(ms, s + i, p, ep)) {\n    i++;\n    if ((i & 3) == 0) mt_spend(ms->L, 1);\n  }",
    },
    Edit {
        name: "a set in a pattern",
        file: "lstrlib.c",
        find: "  int sig = 1;\n  if (*(p+1) == '^') {",
        replace: "  int sig = 1;\n  mt_fuel -= (ec - p) / 8;\n  if (*(p+1) == '^') {",
    },
    Edit {
        name: "the end of a set",
        file: "lstrlib.c",
        find: "      do {  /* look for a ']' */\n",
        replace: "      do {  /* look for a ']' */\n        mt_fuel--;\n",
    },
    Edit {
        name: "%b",
        file: "lstrlib.c",
        find: "    while (++s < ms->src_end) {\n      if (*s == e) {",
        replace: "    while (++s < ms->src_end) {\n      mt_spend(ms->L, 1);\n      if (*s == e) {",
    },
    Edit {
        name: "a plain search",
        file: "lstrlib.c",
        find: "      init++;   /* 1st char is already checked */\n",
        replace: "      init++;   /* 1st char is already checked */\n      mt_spend_here(1);\n",
    },
    Edit {
        name: "a pattern without specials is looked for",
        file: "lstrlib.c",
        find: "  size_t upto = 0;\n  do {\n    if (strpbrk",
        replace: "  size_t upto = 0;\n  mt_fuel -= (int64_t)(l / 16);\n  do {\n    if (strpbrk",
    },
    Edit {
        name: "string.rep",
        file: "lstrlib.c",
        find: "    size_t totallen = (size_t)n * l + (size_t)(n - 1) * lsep;\n    luaL_Buffer b;\n",
        replace: "    size_t totallen = (size_t)n * l + (size_t)(n - 1) * lsep;\n    luaL_Buffer b;\n    mt_spend(L, n / 4);\n",
    },
    Edit {
        name: "string.reverse",
        file: "lstrlib.c",
        find: "  for (i = 0; i < l; i++)\n    p[i] = s[l - i - 1];",
        replace: "  mt_fuel -= (int64_t)(l / 16);\n  for (i = 0; i < l; i++)\n    p[i] = s[l - i - 1];",
    },
    Edit {
        name: "string.lower",
        file: "lstrlib.c",
        find: "  for (i=0; i<l; i++)\n    p[i] = tolower",
        replace: "  mt_fuel -= (int64_t)(l / 16);\n  for (i=0; i<l; i++)\n    p[i] = tolower",
    },
    Edit {
        name: "string.upper",
        file: "lstrlib.c",
        find: "  for (i=0; i<l; i++)\n    p[i] = toupper",
        replace: "  mt_fuel -= (int64_t)(l / 16);\n  for (i=0; i<l; i++)\n    p[i] = toupper",
    },
    Edit {
        name: "%q",
        file: "lstrlib.c",
        find: "  luaL_addchar(b, '\"');\n  while (len--) {",
        replace: "  luaL_addchar(b, '\"');\n  mt_fuel -= (int64_t)(len / 4);\n  while (len--) {",
    },
    Edit {
        name: "string.format reads its format",
        file: "lstrlib.c",
        find: "  luaL_buffinit(L, &b);\n  while (strfrmt < strfrmt_end) {\n",
        replace: "  luaL_buffinit(L, &b);\n  mt_spend(L, sfl / 8);\n  while (strfrmt < strfrmt_end) {\n",
    },
    Edit {
        name: "string.format's items",
        file: "lstrlib.c",
        find: "    else { /* format item */\n",
        replace: "    else { /* format item */\n      mt_spend(L, 4);\n",
    },
    Edit {
        name: "%f writes up to 400 digits",
        file: "lstrlib.c",
        find: "          maxitem = MAX_ITEMF;  /* extra space for '%f' */\n",
        replace: "          maxitem = MAX_ITEMF;  /* extra space for '%f' */\n          mt_spend(L, 400);\n",
    },
    Edit {
        name: "and other floats up to 100",
        file: "lstrlib.c",
        find: "          lua_Number n = luaL_checknumber(L, arg);\n          checkformat(L, form, L_FMTFLAGSF, 1);\n",
        replace: "          lua_Number n = luaL_checknumber(L, arg);\n          mt_spend(L, 100);\n          checkformat(L, form, L_FMTFLAGSF, 1);\n",
    },
    Edit {
        name: "each piece of a replacement",
        file: "lstrlib.c",
        find: "    luaL_addlstring(b, news, p - news);\n    p++;  /* skip ESC */\n",
        replace: "    luaL_addlstring(b, news, p - news);\n    mt_spend(L, 2);\n    p++;  /* skip ESC */\n",
    },
    Edit {
        name: "each piece of a text that is put together",
        file: "lauxlib.c",
        find: "LUALIB_API void luaL_addlstring (luaL_Buffer *B, const char *s, size_t l) {\n",
        replace: "LUALIB_API void luaL_addlstring (luaL_Buffer *B, const char *s, size_t l) {\n  mt_fuel -= 2;\n",
    },
    Edit {
        name: "and each value in it",
        file: "lauxlib.c",
        find: "  char *b = prepbuffsize(B, len, -2);\n",
        replace: "  char *b = prepbuffsize(B, len, -2);\n  mt_fuel -= 2;\n",
    },
    Edit {
        name: "string.pack's options",
        file: "lstrlib.c",
        find: "  KOption opt = getoption(h, fmt, psize);\n  int align",
        replace: "  mt_spend(h->L, 1);\n  KOption opt = getoption(h, fmt, psize);\n  int align",
    },
    Edit {
        name: "string.pack's numerals",
        file: "lstrlib.c",
        find: "      a = a*10 + (*((*fmt)++) - '0');\n",
        replace: "      a = a*10 + (*((*fmt)++) - '0');\n      mt_fuel--;\n",
    },
    Edit {
        name: "string.pack's padding",
        file: "lstrlib.c",
        find: "        while (len++ < (size_t)size)  /* pad extra space */\n",
        replace: "        mt_spend(L, size / 8);\n        while (len++ < (size_t)size)  /* pad extra space */\n",
    },
    Edit {
        name: "tonumber with a base",
        file: "lbaselib.c",
        find: "    luaL_argcheck(L, 2 <= base && base <= 36, 2, \"base out of range\");\n",
        replace: "    luaL_argcheck(L, 2 <= base && base <= 36, 2, \"base out of range\");\n    mt_spend(L, l / 2);\n",
    },
    Edit {
        name: "utf8 reads a character",
        file: "lutf8lib.c",
        find: "  unsigned int c = (unsigned char)s[0];\n",
        replace: "  unsigned int c = (unsigned char)s[0];\n  mt_fuel--;\n",
    },
    Edit {
        name: "utf8 looks for a character's start",
        file: "lutf8lib.c",
        find: "#define iscont(c)\t(((c) & 0xC0) == 0x80)",
        replace: "#define iscont(c)\t(mt_fuel--, ((c) & 0xC0) == 0x80)",
    },
];
