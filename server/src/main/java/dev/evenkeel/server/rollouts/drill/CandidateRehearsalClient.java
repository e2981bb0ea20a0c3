// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP client that asks services to run their candidates for synthetic keys. A request takes at most
/// [#LIMIT]. Thread-safe.
@Component
class CandidateRehearsalClient {
    /// Timeout of a request.
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final int LONGEST_ANSWER = 10_000;
    private static final int LONGEST_WORDS = 500;

    private final OutboundHttpClient httpClient;
    private final OutboundHttpClient.ExchangeLimits limits;

    @Autowired
    CandidateRehearsalClient(OutboundHttpClient httpClient) {
        this(httpClient, LIMIT);
    }

    CandidateRehearsalClient(OutboundHttpClient httpClient, Duration limit) {
        this.httpClient = httpClient;
        this.limits = new OutboundHttpClient.ExchangeLimits(limit, LONGEST_ANSWER);
    }

    /// The request body.
    private record CandidateRehearsalRequest(String flag, String variant, List<String> keys, String drill) {}

    /// Sends one request, without retries.
    CandidateRehearsalResult runRehearsal(String drill, String flag, CandidateRehearsalRun run) {
        String question = JsonMapper.shared()
                .writeValueAsString(new CandidateRehearsalRequest(flag, run.variant(), run.keys(), drill));
        try {
            return parseResponse(httpClient.post(run.address(), JSON, question, limits));
        } catch (TimeoutException e) {
            return CandidateRehearsalResult.unknown(
                    "no response within " + limits.time().toSeconds() + " s");
        } catch (ExecutionException e) {
            return CandidateRehearsalResult.unknown("no response: " + sanitize(OutboundHttpClient.describeFailure(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CandidateRehearsalResult.unknown("interrupted before a response");
        }
    }

    private static CandidateRehearsalResult parseResponse(OutboundHttpClient.Response response) {
        if (response.status() != 200) {
            return CandidateRehearsalResult.unknown("HTTP " + response.status() + ": " + sanitize(response.body()));
        }
        if (response.isTruncated()) {
            return CandidateRehearsalResult.unknown("the response is longer than " + LONGEST_ANSWER + " bytes");
        }
        try {
            return parseResponse(JsonMapper.shared().readTree(response.body()), response.body());
        } catch (JacksonException e) {
            return malformedResponse(response.body());
        }
    }

    private static CandidateRehearsalResult parseResponse(JsonNode tree, String body) {
        JsonNode problem = tree.path("problem");
        boolean readable = isCount(tree.path("written"))
                && isCount(tree.path("readByControl"))
                && isCount(tree.path("undone"))
                && (problem.isString() || problem.isNull() || problem.isMissingNode());
        String words = problem.isString() ? sanitize(problem.stringValue()) : "";
        return readable
                ? new CandidateRehearsalResult(
                        new CandidateRehearsalResult.WriteReadUndoCounts(
                                tree.path("written").intValue(),
                                tree.path("readByControl").intValue(),
                                tree.path("undone").intValue()),
                        words.isEmpty() ? null : words)
                : malformedResponse(body);
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }

    private static CandidateRehearsalResult malformedResponse(String body) {
        return CandidateRehearsalResult.unknown(
                "the response lacks the counts written, readByControl and undone: " + sanitize(body));
    }

    private static String sanitize(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_WORDS ? clean : clean.substring(0, LONGEST_WORDS - 1) + "…";
    }
}
