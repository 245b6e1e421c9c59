// @ts-check
/**
 * Lua in JavaScript as a host would use it that has no engine: one call of `on_bar` a bar, from JavaScript.
 *
 * Both are driven through the C-like interface they expose, the fastest way in, with `ctx` and `bar` made once
 * and filled anew for each bar; features are there beforehand and the account is a few lines. So they do less
 * than the engine, which computes features, fills orders with costs and margin and keeps the books.
 */

// @ts-expect-error The package brings no types.
import fengari from 'fengari';
import { LuaFactory } from 'wasmoon';

/**
 * @typedef {object} Host
 * @property {(table: 'ctx' | 'bar', key: string, value: number) => void} setNumber
 * @property {(table: 'ctx' | 'bar', key: string, value: number | bigint) => void} setInteger
 * @property {(table: 'ctx' | 'bar', key: string, value: boolean) => void} setBoolean
 * @property {() => string} decide calls on_bar(ctx, bar)
 * @property {() => void} close
 */

/**
 * Runs the rule over all bars; a fill is at the next bar's open. Buys and sells that did nothing do not count.
 * @param {Host} host
 * @param {import('./data.mjs').Columns & Record<string, Float64Array | BigInt64Array>} columns with features
 * @returns {{ seconds: number, fills: number }} time of the loop
 */
export function runPeer(host, { ts, ...others }) {
  const { open, close } = others;
  const numbers = Object.entries(others);
  let [position, cash, entry, fills] = [0, 0, 0, 0];
  const since = performance.now();
  for (let i = 0; i < close.length; i += 1) {
    host.setInteger('bar', 'ts', ts[i] ?? 0n);
    for (const [name, column] of numbers) host.setNumber('bar', name, Number(column[i]));
    const unrealized = position * ((close[i] ?? NaN) - entry);
    host.setInteger('ctx', 'step', i);
    host.setInteger('ctx', 'position', position);
    host.setNumber('ctx', 'cash', cash);
    host.setNumber('ctx', 'equity', cash + unrealized);
    host.setNumber('ctx', 'unrealized_pnl', unrealized);
    host.setNumber('ctx', 'realized_pnl', cash);
    host.setBoolean('ctx', 'session_open', true);
    const action = host.decide();
    const price = open[i + 1];
    if (price === undefined) break;
    if (action === 'buy' && position === 0) {
      [position, entry, fills] = [1, price, fills + 1];
    } else if (action === 'sell' && position === 1) {
      [position, cash, fills] = [0, cash + price - entry, fills + 1];
    }
  }
  const seconds = (performance.now() - since) / 1000;
  host.close();
  return { seconds, fills };
}

/**
 * Lua 5.4 compiled to wasm, https://github.com/ceifa/wasmoon.
 * @param {string} script
 * @returns {Promise<Host>}
 */
export async function wasmoonHost(script) {
  const engine = await new LuaFactory().createEngine();
  await engine.doString(`${script}\nctx, bar = {}, {}`);
  const { lua, address } = engine.global;
  lua.lua_getglobal(address, 'ctx');
  lua.lua_getglobal(address, 'bar');
  const [ctx, bar] = [lua.lua_gettop(address) - 1, lua.lua_gettop(address)];
  const place = { ctx, bar };
  return {
    setNumber: (table, key, value) => {
      lua.lua_pushnumber(address, value);
      lua.lua_setfield(address, place[table], key);
    },
    setInteger: (table, key, value) => {
      lua.lua_pushinteger(address, BigInt(value));
      lua.lua_setfield(address, place[table], key);
    },
    setBoolean: (table, key, value) => {
      lua.lua_pushboolean(address, Number(value));
      lua.lua_setfield(address, place[table], key);
    },
    decide: () => {
      lua.lua_getglobal(address, 'on_bar');
      lua.lua_pushvalue(address, ctx);
      lua.lua_pushvalue(address, bar);
      if (lua.lua_pcallk(address, 2, 1, 0, 0, null) !== 0)
        throw new Error('wasmoon: on_bar failed');
      const action = lua.lua_tolstring(address, -1, null);
      lua.lua_settop(address, bar);
      return action;
    },
    close: () => engine.global.close(),
  };
}

/**
 * Lua 5.3 written in JavaScript, https://github.com/fengari-lua/fengari. Its integers have 32 bits.
 * @param {string} script
 * @returns {Host}
 */
export function fengariHost(script) {
  const { lua, lauxlib, lualib, to_luastring } = fengari;
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  if (lauxlib.luaL_dostring(state, to_luastring(script)) !== 0)
    throw new Error('fengari: no script');
  lua.lua_newtable(state);
  lua.lua_newtable(state);
  const place = { ctx: 1, bar: 2 };
  /** @type {Map<string, Uint8Array>} */
  const keys = new Map();
  /** @param {string} text */
  const keyOf = (text) => {
    const key = keys.get(text) ?? to_luastring(text);
    keys.set(text, key);
    return key;
  };
  /** @type {Host['setNumber']} */
  const setNumber = (table, key, value) => {
    lua.lua_pushnumber(state, value);
    lua.lua_setfield(state, place[table], keyOf(key));
  };
  return {
    setNumber,
    setInteger: (table, key, value) => setNumber(table, key, Number(value)),
    setBoolean: (table, key, value) => {
      lua.lua_pushboolean(state, value);
      lua.lua_setfield(state, place[table], keyOf(key));
    },
    decide: () => {
      lua.lua_getglobal(state, keyOf('on_bar'));
      lua.lua_pushvalue(state, place.ctx);
      lua.lua_pushvalue(state, place.bar);
      if (lua.lua_pcall(state, 2, 1, 0) !== 0) throw new Error('fengari: on_bar failed');
      const action = lua.lua_tojsstring(state, -1);
      lua.lua_settop(state, place.bar);
      return action;
    },
    close: () => undefined,
  };
}
