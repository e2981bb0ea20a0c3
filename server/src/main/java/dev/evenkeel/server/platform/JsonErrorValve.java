// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The answer to requests that the web server refuses before any filter sees them, such as a path with forbidden
/// characters.
public final class JsonErrorValve extends ErrorReportValve {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = HttpFault.of(status, "The request", "this path", "");
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        try {
            response.setContentType(OfrepProblem.isFor(path) ? OfrepProblem.MEDIA_TYPE : Problem.MEDIA_TYPE);
            response.getResponse().getOutputStream().write(JSON.writeValueAsBytes(body(problem, path)));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            ExceptionUtils.handleThrowable(e);
        }
    }

    /// Without a path it could be a request of any protocol: then the body serves the readers of each.
    private static Object body(Problem problem, String path) {
        OfrepProblem ofrep = OfrepProblem.of(problem, path);
        if (OfrepProblem.isFor(path)) {
            return ofrep;
        }
        ObjectNode body = JSON.valueToTree(problem);
        return path.isEmpty()
                ? body.put("errorCode", ofrep.errorCode()).put("errorDetails", ofrep.errorDetails())
                : body;
    }
}
