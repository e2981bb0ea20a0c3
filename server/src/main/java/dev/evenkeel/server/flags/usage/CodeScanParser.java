// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parser of the output of `evenkeel flag references --json`; reports all problems.
final class CodeScanParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 1_000;

    private static final int MOST_FAULTS = 10_000;

    private final List<Problem.FieldError> faults = new ArrayList<>();
    private final Map<String, List<CodeScan.CodeLocation>> places = new LinkedHashMap<>();

    private CodeScanParser() {}

    /// @throws MalformedOrOverLimitException when it is not JSON
    /// @throws ValidationException with all problems
    static CodeScan parse(byte[] json) {
        try {
            return new CodeScanParser().scan(JSON.readTree(json));
        } catch (JacksonException e) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The code scan is not valid JSON: " + JsonTextParser.formatMessage(e) + ".",
                    "Send the output of ./evenkeel flag references --json");
        }
    }

    private CodeScan scan(JsonNode scan) {
        elements(scan, "/flags").forEach(this::flag);
        elements(scan, "/unreferenced").forEach((at, key) -> places.putIfAbsent(name(at, key), List.of()));
        long files = number("/scanned/files", scan.at("/scanned/files"));
        long bytes = number("/scanned/bytes", scan.at("/scanned/bytes"));
        if (!faults.isEmpty()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The code scan is invalid. Nothing was changed.",
                    "Send the output of ./evenkeel flag references --json",
                    faults);
        }
        return new CodeScan(places, files, bytes);
    }

    private void flag(String at, JsonNode flag) {
        List<CodeScan.CodeLocation> found = new ArrayList<>();
        elements(flag, "/references")
                .forEach((place, reference) -> found.add(new CodeScan.CodeLocation(
                        name(at + place + "/path", reference.path("path")),
                        number(at + place + "/line", reference.path("line")))));
        if (flag.path("references").isMissingNode()) {
            fault(at + "/references", "is missing", "send an array of {\"path\":\"…\",\"line\":1}");
        }
        places.put(name(at + "/key", flag.path("key")), found);
    }

    /// Returns the elements of an array by JSON pointer; empty when the value is absent or, which is a problem,
    /// not an array.
    private Map<String, JsonNode> elements(JsonNode parent, String at) {
        JsonNode array = parent.at(at);
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        if (array.isArray()) {
            for (int i = 0; i < array.size(); i++) {
                elements.put(at + "/" + i, array.get(i));
            }
        } else if (!array.isMissingNode() || at.equals("/flags")) {
            fault(at, "is not an array", "send an array");
        }
        return elements;
    }

    private String name(String at, JsonNode node) {
        String text = node.asString("");
        boolean sound = node.isString()
                && !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
        if (!sound) {
            fault(at, "is not a valid name", "send a string of 1 to " + LONGEST + " characters");
        }
        return text;
    }

    private long number(String at, JsonNode node) {
        boolean sound = node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
        if (!sound) {
            fault(at, "is not a valid count", "send a whole number, 0 or more");
            return 0;
        }
        return node.longValue();
    }

    private void fault(String at, String message, String remedy) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Problem.FieldError(at, message, remedy));
        }
    }
}
