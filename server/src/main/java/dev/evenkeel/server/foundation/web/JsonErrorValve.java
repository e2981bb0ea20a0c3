// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.problems.HttpStatusProblems;
import dev.evenkeel.server.foundation.problems.OfrepErrorResponse;
import dev.evenkeel.server.foundation.problems.Problem;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tomcat valve that writes errors for requests that Tomcat rejects before any filter runs, such as a path with
/// forbidden characters, and that closes connections when a filter requests it.
public final class JsonErrorValve extends ErrorReportValve {
    /// The request attribute that closes the connection after the response is sent, without waiting for the
    /// body. Without it, Tomcat reads the rest of the body, however long that takes.
    static final String CLOSE_ATTRIBUTE = "evenkeel.close";

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(CLOSE_ATTRIBUTE) != null) {
            response.flushBuffer();
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = HttpStatusProblems.toProblem(status, "the request to", "this path", "");
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        try {
            response.setContentType(
                    OfrepErrorResponse.isFor(path) ? OfrepErrorResponse.MEDIA_TYPE : Problem.MEDIA_TYPE);
            response.getResponse().getOutputStream().write(JSON.writeValueAsBytes(toBody(problem, path)));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            ExceptionUtils.handleThrowable(e);
        }
    }

    /// Without a path, the request could be for any protocol, so the body contains the fields of all.
    private static Object toBody(Problem problem, String path) {
        OfrepErrorResponse ofrep = OfrepErrorResponse.of(problem, path);
        if (OfrepErrorResponse.isFor(path)) {
            return ofrep;
        }
        ObjectNode body = JSON.valueToTree(problem);
        return path.isEmpty()
                ? body.put("errorCode", ofrep.errorCode()).put("errorDetails", ofrep.errorDetails())
                : body;
    }
}
