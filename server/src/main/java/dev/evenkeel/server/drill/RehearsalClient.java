// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.drill;

import dev.evenkeel.engine.drill.RehearsalResult;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks services to run their candidates for synthetic keys. It takes [#LIMIT] at most, whatever the service does, and
/// follows no redirect. Thread-safe.
@Component
class RehearsalClient implements DisposableBean {
    /// How long a service may take.
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int LONGEST_ANSWER = 10_000;
    private static final int LONGEST_WORDS = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LIMIT)
            .build();
    private final Duration limit;

    RehearsalClient() {
        this(LIMIT);
    }

    RehearsalClient(Duration limit) {
        this.limit = limit;
    }

    /// What is sent.
    private record Question(String flag, String variant, List<String> keys, String drill) {}

    /// Asks once.
    RehearsalResult ask(String drill, String flag, RehearsalRun run) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                HttpRequest.newBuilder(run.address())
                        .header("User-Agent", "Evenkeel")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared()
                                .writeValueAsString(new Question(flag, run.variant(), run.keys(), drill))))
                        .build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return result(exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return RehearsalResult.unknown("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return RehearsalResult.unknown("no answer: " + words(String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RehearsalResult.unknown("interrupted before an answer");
        } finally {
            exchange.cancel(true);
        }
    }

    private static RehearsalResult result(HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            return RehearsalResult.unknown("HTTP " + response.statusCode() + ": " + words(body));
        }
        try {
            return result(JsonMapper.shared().readTree(body), body);
        } catch (JacksonException e) {
            return nonsense(body);
        }
    }

    private static RehearsalResult result(JsonNode tree, String body) {
        JsonNode problem = tree.path("problem");
        boolean readable = isCount(tree.path("written"))
                && isCount(tree.path("readByControl"))
                && isCount(tree.path("undone"))
                && (problem.isString() || problem.isNull() || problem.isMissingNode());
        String words = problem.isString() ? words(problem.stringValue()) : "";
        return readable
                ? new RehearsalResult(
                        new RehearsalResult.Counts(
                                tree.path("written").intValue(),
                                tree.path("readByControl").intValue(),
                                tree.path("undone").intValue()),
                        words.isEmpty() ? null : words)
                : nonsense(body);
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }

    private static RehearsalResult nonsense(String body) {
        return RehearsalResult.unknown(
                "an answer without the numbers written, readByControl and undone: " + words(body));
    }

    private static String words(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_WORDS ? clean : clean.substring(0, LONGEST_WORDS - 1) + "…";
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
