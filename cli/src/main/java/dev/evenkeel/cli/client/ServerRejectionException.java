// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server's "no": it understood and refused, and changed nothing. Ends a command with exit code 1, or
/// 2 when the server does not know the token.
public final class ServerRejectionException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAUTHORIZED = 401;

    private final int status;

    private ServerRejectionException(String message, int status) {
        super(message);
        this.status = status;
    }

    /// The refusal in an answer's body: the detail, each problem on a line of its own, and the remedy of
    /// RFC 9457 problem details; the body as it is when it is none.
    ///
    /// @param lead what stands before it
    static ServerRejectionException of(int status, String body, String lead) {
        return new ServerRejectionException(lead + text(status, body), status);
    }

    /// The same refusal in other words.
    public ServerRejectionException saying(String words) {
        return new ServerRejectionException(words, status);
    }

    /// The command's exit code.
    public int exitCode() {
        return status == UNAUTHORIZED ? 2 : 1;
    }

    /// The answer's HTTP status.
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
            // Not JSON: some proxy's page. It is shown as it is.
        }
        return "The server answered " + status + ": " + body.strip();
    }

    private static String line(JsonNode problem) {
        String pointer = problem.path("pointer").asString("");
        String remedy = problem.path("remedy").asString("");
        return (pointer.isEmpty() ? "" : pointer + ": ")
                + problem.path("message").asString("")
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
