// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.RunningRollout;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.json.JsonMapper;

/// Every number and duration of every request with extreme values: no request causes a server error, and none costs
/// more than a bounded number of ordinary previews of a rollout plan.
@Isolated("measures the processor time of the process")
final class ExtremeNumberFuzzIT {
    /* Standalone integers and decimals, also in texts of risk cases; no parts of dates, names or versions. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.\\-/]|\\d:)-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\w.:\\-/])");
    private static final Pattern PERIOD = Pattern.compile("\\bP(?:\\d+[DW])?(?:T[0-9.HMS]+)?\\b(?<!P)");
    private static final List<String> NUMBERS = List.of(
            "-9223372036854775808",
            "-1",
            "0",
            "1e-300",
            "0.5",
            "1",
            "1000",
            "1000000",
            "2147483648",
            "1e15",
            "9223372036854775807",
            "1e300");
    private static final List<String> PERIODS =
            List.of("PT0S", "PT0.000000001S", "PT-1S", "P366D", "P99999999D", "PT2562047788015215H");
    private static final List<String> MOMENTS = List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(:[^}]*)?}");
    private static final int ROUNDS = 12;
    private static final long SEED = 7;
    /// Maximum processor time of a request as a multiple of an ordinary preview.
    private static final double MOST_PREVIEWS = 25;

    private static TestServer server;
    private static FuzzNames world;
    private static double preview;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        world = new FuzzNames(server);
        world.learn(new RunningRollout(server, 1).id());
        for (int calls = 140; calls <= 150; calls++) {
            String order = Json.of("{'plan':'standard','callsPerSecond':%d,'baseRate':0.005}", calls);
            long before = processorNanos();
            TestServer.requireSuccess(server.post("/api/v1/rollout-previews", order));
            preview = processorNanos() - before;
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void handlesExtremeNumbersInBodiesAtBoundedCost() throws IOException {
        Map<String, List<String>> bodies = new LinkedHashMap<>(Endpoint.bodies());
        bodies.put("POST /api/v1/environments/{environment}/assessments", List.of(assessment()));
        bodies.put("POST /api/v1/rollout-previews", List.of(fullPreview()));
        bodies.put("POST /api/v1/rollouts/{id}/what-if", List.of(fullWhatIf()));
        var failures = new ArrayList<String>();
        for (Endpoint endpoint : Endpoint.of(server)) {
            for (String body : bodies.getOrDefault(endpoint.name(), List.of())) {
                String path = path(endpoint, body);
                variations(body).forEach(one -> attempt(endpoint, path, one, failures));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void handlesExtremeQueryParametersAtBoundedCost() {
        List<String> values = new ArrayList<>(NUMBERS);
        values.addAll(MOMENTS);
        var failures = new ArrayList<String>();
        for (Endpoint endpoint : Endpoint.of(server)) {
            if (!endpoint.method().equals("GET") || endpoint.pattern().endsWith("/events")) {
                continue;
            }
            String path = path(endpoint, "");
            for (String parameter : endpoint.parameters()) {
                values.forEach(value -> attempt(endpoint, path + "?" + parameter + "=" + encoded(value), "", failures));
            }
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> variations(String body) {
        List<String> all = new ArrayList<>();
        for (MatchResult number : NUMBER.matcher(body).results().toList()) {
            NUMBERS.forEach(extreme -> all.add(replaced(body, number, extreme)));
        }
        for (MatchResult period : PERIOD.matcher(body).results().toList()) {
            PERIODS.forEach(extreme -> all.add(replaced(body, period, extreme)));
        }
        var random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS && !all.isEmpty(); round++) {
            String numbers = NUMBER.matcher(body).replaceAll(number -> drawn(number, NUMBERS, random));
            all.add(PERIOD.matcher(numbers).replaceAll(period -> drawn(period, PERIODS, random)));
        }
        return all;
    }

    /* Half of the numbers stay unchanged, so that the server reads the others. */
    private static String drawn(MatchResult found, List<String> extremes, SplittableRandom random) {
        return random.nextBoolean() ? found.group() : extremes.get(random.nextInt(extremes.size()));
    }

    private static String replaced(String body, MatchResult found, String extreme) {
        return body.substring(0, found.start()) + extreme + body.substring(found.end());
    }

    private static void attempt(Endpoint endpoint, String path, String body, List<String> failures) {
        long before = processorNanos();
        HttpResponse<InputStream> answer;
        try {
            answer = server.send(request(endpoint, path, body), BodyHandlers.ofInputStream());
        } catch (IllegalStateException e) {
            failures.add("no answer to %s %s with %s: %s".formatted(endpoint.method(), path, body, e.getMessage()));
            return;
        }
        String text = text(answer);
        double previews = (processorNanos() - before) / preview;
        if (answer.statusCode() >= 500) {
            failures.add("%d to %s %s with %s: %s".formatted(answer.statusCode(), endpoint.method(), path, body, text));
        } else if (previews > MOST_PREVIEWS) {
            failures.add("%.1f previews for %s %s with %s".formatted(previews, endpoint.method(), path, body));
        }
    }

    private static HttpRequest.Builder request(Endpoint endpoint, String path, String body) {
        HttpRequest.Builder request = endpoint.isSdk() ? server.asSdk(path) : server.asAdmin(path);
        if (body.isEmpty()) {
            return request.method(endpoint.method(), BodyPublishers.noBody());
        }
        String type = body.startsWith("api") ? "application/yaml" : "application/json";
        return request.header("Content-Type", type).method(endpoint.method(), BodyPublishers.ofString(body));
    }

    /* A stream never ends. */
    private static String text(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            boolean stream = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            return stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /* With names of existing objects; for an id, the first of an existing object. */
    private static String path(Endpoint endpoint, String body) {
        String path = "";
        for (String id : world.names("id")) {
            path = VARIABLE.matcher(endpoint.pattern()).replaceAll(variable -> {
                List<String> names = world.names(variable.group(1));
                return Matcher.quoteReplacement(
                        variable.group(1).equals("id")
                                ? id
                                : names.contains("payment-core") ? "payment-core" : names.getFirst());
            });
            if (!endpoint.pattern().contains("{id}")
                    || server.send(request(endpoint, path, body)).statusCode() != 404) {
                return path;
            }
        }
        return path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static String fullPreview() {
        return Json.of(
                "{'plan':%s,'callsPerSecond':200,'baseRate':0.005,'callsPerUnit':1,'moneyPerFailure':40}", plan());
    }

    private static String fullWhatIf() {
        return Json.of("{'plan':%s,'alpha':0.05,'advanceAlpha':0.1,'rollbackRatio':1.2}", plan());
    }

    /* A complete shipped plan with all of its numbers. */
    private static String plan() {
        return TestServer.requireSuccess(server.get("/api/v1/plans"))
                .get("plans")
                .valueStream()
                .filter(plan -> plan.get("name").asString().equals("standard"))
                .findFirst()
                .orElseThrow()
                .toString()
                .replace(Json.of(",'withinExpectedTime':false"), "");
    }

    private static String assessment() throws IOException {
        String riskCase = Files.readString(Path.of("..", "examples", "risk", "tale.yaml"));
        return JsonMapper.shared()
                .createObjectNode()
                .put("flag", "payment-core")
                .put("case", riskCase)
                .put("draws", 1_000)
                .put("seed", 1)
                .put("validDays", 90)
                .put("author", "lea")
                .toString();
    }
}
