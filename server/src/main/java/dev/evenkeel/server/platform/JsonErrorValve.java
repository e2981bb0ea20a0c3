// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

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
        String path = request.getRequestURI();
        boolean ofrep = OfrepProblem.isFor(path);
        byte[] body = JSON.writeValueAsBytes(ofrep ? OfrepProblem.of(problem, path) : problem);
        try {
            response.setContentType(ofrep ? OfrepProblem.MEDIA_TYPE : Problem.MEDIA_TYPE);
            response.getResponse().getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            ExceptionUtils.handleThrowable(e);
        }
    }
}
