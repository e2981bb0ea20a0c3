// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// Problems for bare HTTP statuses from Tomcat or Spring MVC.
public final class HttpStatusProblems {
    private HttpStatusProblems() {}

    public static Problem toProblem(int status, String method, String path, String detail) {
        return switch (status) {
            case 401 ->
                Problem.of(
                        ProblemCode.UNAUTHENTICATED,
                        "The request has no valid credentials.",
                        "Send the header Authorization: Bearer TOKEN. Create a token in the console (page /users).");
            case 403 ->
                Problem.of(
                        ProblemCode.FORBIDDEN,
                        "You do not have permission for " + method + " " + path + ".",
                        "Ask an administrator for a role. To see your roles: ./evenkeel whoami");
            case 404 ->
                Problem.of(
                        ProblemCode.PATH_NOT_FOUND,
                        "There is no endpoint at " + path + ".",
                        "Check the path. GET /v3/api-docs lists all endpoints.");
            case 405 ->
                Problem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "The method is not supported: " + method + " " + path + ". " + detail,
                        "Use a method that GET /v3/api-docs lists for this path.");
            default -> toBodyOrServerProblem(status, method, path, detail);
        };
    }

    private static Problem toBodyOrServerProblem(int status, String method, String path, String detail) {
        return switch (status) {
            case 406 ->
                Problem.of(
                        ProblemCode.NOT_ACCEPTABLE,
                        "The endpoint responds with JSON only.",
                        "Send the header Accept: application/json.");
            case 413 ->
                Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The request body is too large.", "Send smaller requests.");
            case 415 ->
                Problem.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "The endpoint does not support this content type. " + detail,
                        "Send JSON with the header Content-Type: application/json.");
            case 501, 505 ->
                Problem.of(
                        ProblemCode.MALFORMED,
                        "The server does not support this HTTP version or transfer encoding.",
                        "Use HTTP/1.1 with Content-Length or chunked encoding.");
            case 503 ->
                Problem.of(ProblemCode.NOT_READY, "The server is temporarily unavailable.", "Retry in a second.");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(
                                ProblemCode.MALFORMED, "The request is malformed. " + detail, "Correct the request.")
                        : internal(method, path);
        };
    }

    private static Problem internal(String method, String path) {
        return Problem.of(
                ProblemCode.INTERNAL,
                "Internal error in " + method + " " + path + ".",
                "Retry. If the error persists, report it with the error from the server log.");
    }
}
