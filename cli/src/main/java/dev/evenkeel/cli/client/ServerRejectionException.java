// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Thrown when a server rejects a request; the server has changed nothing. Ends a command with exit code 1, or
/// 2 for an invalid token.
public final class ServerRejectionException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAUTHORIZED = 401;

    private final int status;

    private ServerRejectionException(String message, int status) {
        super(message);
        this.status = status;
    }

    /// Creates the exception for an error response: the detail, each problem on its own line, and the remedy of
    /// RFC 9457 problem details; otherwise the response body unchanged.
    ///
    /// @param lead text before the message
    static ServerRejectionException of(int status, String body, String lead) {
        return new ServerRejectionException(lead + text(status, body), status);
    }

    /// Returns this exception with another message.
    public ServerRejectionException withMessage(String words) {
        return new ServerRejectionException(words, status);
    }

    /// Returns the exit code of the command.
    public int exitCode() {
        return status == UNAUTHORIZED ? 2 : 1;
    }

    /// Returns the HTTP status.
    public int status() {
        return status;
    }

    private static String text(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.path("detail").isString()) {
                List<String> lines = new ArrayList<>();
                lines.add(problem.path("detail").asString());
                problem.path("problems").forEach(each -> lines.add("  " + line(each)));
                lines.add(problem.path("remedy").asString(""));
                return String.join("\n", lines).strip();
            }
        } catch (JacksonException e) {
            // Not JSON, for instance the error page of a proxy: shown unchanged.
        }
        return "The server responded with HTTP " + status + ": " + body.strip();
    }

    private static String line(JsonNode problem) {
        String pointer = problem.path("pointer").asString("");
        String remedy = problem.path("remedy").asString("");
        return (pointer.isEmpty() ? "" : pointer + ": ")
                + problem.path("message").asString("")
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
