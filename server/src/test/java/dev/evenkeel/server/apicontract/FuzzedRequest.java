// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import dev.evenkeel.fuzz.FuzzInput;
import dev.evenkeel.server.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A malformed request whose path, parameters, headers and body follow from the seed of an input.
///
/// @param path path with query
record FuzzedRequest(Endpoint endpoint, String path, FuzzInput input, SplittableRandom random) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(:[^}]*)?}");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "nothing",
            "\u0000",
            "a\u0000b",
            "\n",
            "\u202e",
            "\uD83D\uDE00",
            "x".repeat(300),
            "x".repeat(3_000),
            "../..",
            "-1",
            "0",
            "1e9",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "NaN",
            "true",
            "null",
            "'",
            "%",
            "_",
            "*",
            "2026-11-25T18:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "+294277-01-01T00:00:00Z",
            "-4800-01-01T00:00:00Z",
            "2026-11-25",
            "2026Q4",
            "999999999Q1",
            "PT-1S",
            "P999999999D",
            "http://127.0.0.1:1/",
            "default",
            "payments",
            "CHF");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=utf-16",
            "application/yaml",
            "application/xml",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/x-java-serialized-object",
            "nonsense",
            "*/*");

    static FuzzedRequest of(Endpoint endpoint, FuzzNames world, FuzzInput input) {
        var random = new SplittableRandom(input.seed() * 31 + endpoint.name().hashCode());
        var path = new StringBuilder();
        Matcher variable = VARIABLE.matcher(endpoint.pattern());
        while (variable.find()) {
            List<String> known = world.names(variable.group(1));
            boolean sound = endpoint.takesBody() ? random.nextInt(8) != 0 : random.nextInt(3) != 0;
            String there = sound ? pick(known, random) : pick(TEXTS, random);
            variable.appendReplacement(path, Matcher.quoteReplacement(encoded(there.isEmpty() ? "x" : there)));
        }
        variable.appendTail(path);
        char separator = '?';
        for (String parameter : endpoint.parameters()) {
            if (random.nextInt(3) != 0) {
                path.append(separator).append(encoded(parameter)).append('=').append(encoded(pick(TEXTS, random)));
                separator = '&';
            }
        }
        return new FuzzedRequest(endpoint, path.toString(), input, random);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    /// Builds the request.
    HttpRequest.Builder request(TestServer server) {
        HttpRequest.Builder request = endpoint.isSdk() ? server.asSdk(path) : server.asAdmin(path);
        for (String header : endpoint.headers()) {
            if (random.nextInt(3) == 0) {
                request.header(header, pick(List.of("\"default-1\"", "x", "*", "-1", "\"" + "9".repeat(400)), random));
            }
        }
        if (!endpoint.takesBody()) {
            return request.method(endpoint.method(), BodyPublishers.noBody());
        }
        String usual = input.latin().startsWith("api") ? "application/yaml" : "application/json";
        request.header("Content-Type", random.nextInt(10) == 0 ? pick(TYPES, random) : usual);
        return request.method(endpoint.method(), BodyPublishers.ofByteArray(input.bytes()));
    }

    @Override
    public String toString() {
        return endpoint.method() + " " + path.substring(0, Math.min(200, path.length())) + " with "
                + input.preview(300);
    }
}
