// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// The problem that belongs to a bare HTTP status, as the web server or Spring MVC finds it.
public final class HttpFault {
    private HttpFault() {}

    public static Problem of(int status, String method, String path, String detail) {
        return switch (status) {
            case 401 ->
                Problem.of(ErrorCode.UNAUTHENTICATED, "No valid credential.", "Send Authorization: Bearer TOKEN.");
            case 403 ->
                Problem.of(ErrorCode.FORBIDDEN, method + " " + path + " is not allowed.", "Ask an administrator.");
            case 404 ->
                Problem.of(
                        ErrorCode.PATH_NOT_FOUND,
                        "Nothing lives at " + path + ".",
                        "Check the path; GET /v3/api-docs lists all.");
            case 405 ->
                Problem.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        method + " does not work on " + path + ". " + detail,
                        "Use another method.");
            case 406 ->
                Problem.of(ErrorCode.NOT_ACCEPTABLE, path + " answers with JSON only.", "Accept application/json.");
            case 413 -> Problem.of(ErrorCode.TOO_LARGE, "The body is too large.", "Send less at once.");
            case 415 ->
                Problem.of(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        path + " does not read this format. " + detail,
                        "Send application/json.");
            case 501, 505 ->
                Problem.of(
                        ErrorCode.MALFORMED,
                        "The server does not speak this version or coding of HTTP.",
                        "Use HTTP/1.1, with Content-Length or chunks.");
            case 503 -> Problem.of(ErrorCode.NOT_READY, "The server cannot serve this now.", "Try again in a second.");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(
                                ErrorCode.MALFORMED, "The request cannot be read. " + detail, "Correct the request.")
                        : Problem.of(
                                ErrorCode.INTERNAL,
                                "The server failed at " + method + " " + path + ".",
                                "Try again; the server's log names the cause. Please report it.");
        };
    }
}
