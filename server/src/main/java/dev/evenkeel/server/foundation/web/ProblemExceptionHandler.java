// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.database.DatabaseFailure;
import dev.evenkeel.server.foundation.limits.LogRateLimiter;
import dev.evenkeel.server.foundation.problems.HttpStatusProblems;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/// The exception handler that maps all exceptions to error responses.
@RestControllerAdvice
class ProblemExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);
    /* Classes of SQL states: invalid values, and values too large for an index. */
    private static final String DATA_EXCEPTION = "22";
    private static final String LIMIT_EXCEEDED = "54000";

    private static final int LONGEST_PATH = 200;

    private final ProblemWriter problems;
    private final LogRateLimiter logLimit;

    ProblemExceptionHandler(ProblemWriter problems, LogRateLimiter logLimit) {
        this.problems = problems;
        this.logLimit = logLimit;
    }

    @ExceptionHandler
    void handleProblem(ProblemException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.send(request, response, error.problem());
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        TransactionException.class
    })
    void handleDatabaseError(Exception error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isDataError(error)) {
            problems.send(request, response, unstorable());
            return;
        }
        logLimit.log(
                "database",
                more -> LOG.warn(
                        "{} {} failed because of a database error: {}{}",
                        request.getMethod(),
                        path(request),
                        error.toString(),
                        more));
        problems.send(
                request,
                response,
                DatabaseFailure.classify(error)
                        .orElse(DatabaseFailure.UNAVAILABLE)
                        .toProblem());
    }

    /// Handles database errors for which Spring has no exception, such as a read-only database.
    @ExceptionHandler
    void handleUncategorizedDatabaseError(
            UncategorizedSQLException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (DatabaseFailure.classify(error).isPresent()) {
            handleDatabaseError(error, request, response);
        } else {
            handleUnexpectedError(error, request, response);
        }
    }

    /// Handles values that no column can store. The transaction is rolled back.
    @ExceptionHandler
    void handleDataError(
            DataIntegrityViolationException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isDataError(error)) {
            problems.send(request, response, unstorable());
        } else {
            handleUnexpectedError(error, request, response);
        }
    }

    private static boolean isDataError(Exception error) {
        return NestedExceptionUtils.getMostSpecificCause(error) instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith(DATA_EXCEPTION)
                        || sql.getSQLState().equals(LIMIT_EXCEEDED));
    }

    private static Problem unstorable() {
        return Problem.of(
                ProblemCode.INVALID,
                "The request contains a value that cannot be stored: text with a NUL character, a time or number out of"
                        + " range, or a name that is too long. Nothing was changed.",
                "Correct the value and try again.");
    }

    @ExceptionHandler
    void handleUnreadableBody(
            HttpMessageNotReadableException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.send(
                request,
                response,
                Problem.of(
                        ProblemCode.MALFORMED,
                        describe(error),
                        "Send one JSON object. GET /v3/api-docs describes its fields."));
    }

    /* Returns the position but not the parser's message, which repeats a part of the body. */
    private static String describe(HttpMessageNotReadableException error) {
        Throwable cause = error.getMostSpecificCause();
        return cause instanceof JacksonException
                ? "The request body is not valid JSON" + JsonTextParser.formatLocation(cause) + "."
                : "The request body is missing or unreadable.";
    }

    @ExceptionHandler
    void handleUnreadableParameter(
            MethodArgumentTypeMismatchException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.send(
                request,
                response,
                Problem.of(
                        ProblemCode.MALFORMED,
                        "Parameter " + error.getName() + " has an invalid value.",
                        "Send " + describeType(error.getRequiredType()) + "."));
    }

    private static String describeType(@Nullable Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time, such as 2026-11-25T03:01:12Z";
        }
        return type == int.class || type == Integer.class || type == long.class || type == Long.class
                ? "a whole number"
                : "a value of the type that GET /v3/api-docs lists";
    }

    @ExceptionHandler
    void handleDisconnectedClient(AsyncRequestNotUsableException error) {
        LOG.debug("A client went away: {}", error.toString());
    }

    @ExceptionHandler
    void handleUnwritableMessage(
            HttpMessageNotWritableException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (NestedExceptionUtils.getMostSpecificCause(error) instanceof IOException) {
            LOG.debug("A client went away: {}", error.toString());
        } else {
            handleUnexpectedError(error, request, response);
        }
    }

    @ExceptionHandler
    void handleUnexpectedError(Exception error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (error instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            Problem problem = HttpStatusProblems.toProblem(status, request.getMethod(), path(request), detail(known));
            problems.send(request, response, problem, known.getHeaders());
        } else {
            logLimit.log(
                    kind(error), more -> LOG.error("{} {} failed{}", request.getMethod(), path(request), more, error));
            problems.send(request, response, HttpStatusProblems.toProblem(500, request.getMethod(), path(request), ""));
        }
    }

    /* Equal for errors with the same cause. */
    private static String kind(Exception error) {
        StackTraceElement[] trace = error.getStackTrace();
        return error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static String detail(ErrorResponse error) {
        String detail = error.getBody().getDetail();
        return detail == null ? "" : detail;
    }

    /// Returns the path, truncated and without control characters, so that a request cannot forge log lines.
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI().replaceAll("\\p{Cntrl}", "?");
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }
}
