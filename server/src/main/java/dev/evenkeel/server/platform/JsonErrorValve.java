// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/// The answer to requests that the web server refuses before any filter sees them, such as a path with forbidden
/// characters.
public final class JsonErrorValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = HttpFault.of(status, "The request", "this path", "");
        String body = """
                {"type":"%s","title":"%s","status":%d,"code":"%s","detail":"%s","remedy":"%s"}\
                """.formatted(
                        problem.type(), problem.title(), status, problem.code(), problem.detail(), problem.remedy());
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.getResponse().getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            ExceptionUtils.handleThrowable(e);
        }
    }
}
