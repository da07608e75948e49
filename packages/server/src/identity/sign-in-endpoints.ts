/** The endpoints of better-auth that are open, as rows of the same table as all others. What is not here is closed. */
import type { Method } from "@suanquan/programmes";
import type { Audience } from "../api/endpoint.ts";

export interface SignInEndpoint {
  readonly name: string;
  readonly method: Method;
  /** Under `/api/v1/auth`. */
  readonly path: string;
  readonly says: { readonly zh: string; readonly en: string };
  readonly allows: readonly Audience[];
  /** A failure counts towards the lock-out of the account named in this field of the body; of the address otherwise. */
  readonly guarded?: "email" | "address";
  readonly example?: Readonly<Record<string, unknown>>;
}

export const SIGN_IN_ENDPOINTS: readonly SignInEndpoint[] = [
  {
    name: "auth.signUp",
    method: "POST",
    path: "/sign-up/email",
    says: { zh: "开立个人账号", en: "Open a personal account" },
    allows: ["anyone"],
    guarded: "address",
    example: { name: "示例用户", email: "clerk@example.com", password: "correct-horse-battery" },
  },
  {
    name: "auth.signIn",
    method: "POST",
    path: "/sign-in/email",
    says: { zh: "以口令登录", en: "Sign in with a password" },
    allows: ["anyone"],
    guarded: "email",
    example: { email: "clerk@example.com", password: "correct-horse-battery" },
  },
  {
    name: "auth.signInWithProvider",
    method: "POST",
    path: "/sign-in/social",
    says: { zh: "以统一身份认证（OIDC）登录", en: "Sign in with an OpenID provider" },
    allows: ["anyone"],
    guarded: "address",
    example: { provider: "province", callbackURL: "/" },
  },
  {
    name: "auth.providerCallback",
    method: "GET",
    path: "/callback/{provider}",
    says: { zh: "统一身份认证的回调", en: "Where the OpenID provider sends people back" },
    allows: ["anyone"],
  },
  {
    name: "auth.linkProvider",
    method: "POST",
    path: "/link-social",
    says: {
      zh: "把统一身份认证（OIDC）的身份与本人账号关联",
      en: "Link one's identity at an OpenID provider to one's own account",
    },
    allows: ["signed-in"],
    guarded: "address",
    example: { provider: "province", callbackURL: "/" },
  },
  {
    name: "auth.verifyCode",
    method: "POST",
    path: "/two-factor/verify-totp",
    says: { zh: "提交动态口令", en: "Give the one-time code" },
    allows: ["anyone"],
    guarded: "address",
    example: { code: "123456" },
  },
  {
    name: "auth.verifyBackupCode",
    method: "POST",
    path: "/two-factor/verify-backup-code",
    says: { zh: "提交备用码", en: "Give a backup code" },
    allows: ["anyone"],
    guarded: "address",
    example: { code: "abcde-12345" },
  },
  {
    name: "auth.session",
    method: "GET",
    path: "/get-session",
    says: { zh: "当前会话", en: "The present session" },
    allows: ["anyone"],
  },
  {
    name: "auth.signOut",
    method: "POST",
    path: "/sign-out",
    says: { zh: "退出登录", en: "Sign out" },
    allows: ["signed-in"],
    example: {},
  },
  {
    name: "auth.changePassword",
    method: "POST",
    path: "/change-password",
    says: { zh: "修改口令", en: "Change the password" },
    allows: ["signed-in"],
    guarded: "address",
    example: { currentPassword: "correct-horse-battery", newPassword: "battery-horse-correct" },
  },
  {
    name: "auth.enableSecondFactor",
    method: "POST",
    path: "/two-factor/enable",
    says: { zh: "启用动态口令", en: "Turn on one-time codes" },
    allows: ["signed-in"],
    guarded: "address",
    example: { password: "correct-horse-battery" },
  },
  {
    name: "auth.disableSecondFactor",
    method: "POST",
    path: "/two-factor/disable",
    says: { zh: "停用动态口令", en: "Turn off one-time codes" },
    allows: ["signed-in"],
    guarded: "address",
    example: { password: "correct-horse-battery" },
  },
  {
    name: "auth.sessions",
    method: "GET",
    path: "/list-sessions",
    says: { zh: "本人的会话", en: "One's own sessions" },
    allows: ["signed-in"],
  },
  {
    name: "auth.endOtherSessions",
    method: "POST",
    path: "/revoke-other-sessions",
    says: { zh: "结束本人的其他会话", en: "End one's other sessions" },
    allows: ["signed-in"],
    example: {},
  },
];
