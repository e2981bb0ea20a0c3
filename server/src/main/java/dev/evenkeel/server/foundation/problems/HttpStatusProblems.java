// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// Problems for bare HTTP statuses from Tomcat or Spring MVC.
public final class HttpStatusProblems {
    private HttpStatusProblems() {}

    public static Problem toProblem(int status, String method, String path, String detail) {
        return switch (status) {
            case 401 ->
                Problem.of(ProblemCode.UNAUTHENTICATED, "No valid credential.", "Send Authorization: Bearer TOKEN.");
            case 403 ->
                Problem.of(ProblemCode.FORBIDDEN, method + " " + path + " is not allowed.", "Ask an administrator.");
            case 404 ->
                Problem.of(
                        ProblemCode.PATH_NOT_FOUND,
                        "Nothing lives at " + path + ".",
                        "Check the path; GET /v3/api-docs lists all.");
            case 405 ->
                Problem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        method + " does not work on " + path + ". " + detail,
                        "Use another method.");
            case 406 ->
                Problem.of(ProblemCode.NOT_ACCEPTABLE, path + " answers with JSON only.", "Accept application/json.");
            case 413 -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is too large.", "Send less at once.");
            case 415 ->
                Problem.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        path + " does not read this format. " + detail,
                        "Send application/json.");
            case 501, 505 ->
                Problem.of(
                        ProblemCode.MALFORMED,
                        "The server does not speak this version or coding of HTTP.",
                        "Use HTTP/1.1, with Content-Length or chunks.");
            case 503 ->
                Problem.of(ProblemCode.NOT_READY, "The server cannot serve this now.", "Try again in a second.");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(
                                ProblemCode.MALFORMED, "The request cannot be read. " + detail, "Correct the request.")
                        : internal(method, path);
        };
    }

    private static Problem internal(String method, String path) {
        return Problem.of(
                ProblemCode.INTERNAL,
                "The server failed at " + method + " " + path + ".",
                "Try again; the server's log names the cause. Please report it.");
    }
}
