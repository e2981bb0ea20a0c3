// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The members of a request. An optional member that is null counts as absent.
public final class JsonLineRequest {
    private final JsonNode request;
    private final String kind;

    /// @param request JSON object
    /// @param kind member that names the kind of request
    public JsonLineRequest(JsonNode request, String kind) {
        this.request = request;
        this.kind = kind;
    }

    /// Validates that all required members are present and no others than the optional ones.
    ///
    /// @param what kind of request, for the error message
    /// @param required required members besides the kind
    /// @param optional optional members
    public void requireMembers(String what, List<String> required, Set<String> optional) throws InvalidLineException {
        var problems = new ArrayList<String>();
        for (String name : required) {
            if (!has(name)) {
                problems.add(what + " requires \"" + name + "\"");
            }
        }
        for (String name : request.propertyNames()) {
            if (!name.equals(kind) && !required.contains(name) && !optional.contains(name)) {
                problems.add(what + " has no member \"" + truncate(name) + "\"");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidLineException(String.join(", ", problems) + "; members: " + members(required, optional));
        }
    }

    /// Whether a member is present and not null.
    public boolean has(String name) {
        return request.hasNonNull(name);
    }

    /// Returns a member unchanged; a missing node if absent.
    public JsonNode get(String name) {
        return request.path(name);
    }

    /// Reads a text with a fixed set of values.
    ///
    /// @param choices allowed values, for the error message
    public String requireChoice(String name, String choices) throws InvalidLineException {
        if (!get(name).isString()) {
            throw invalidChoice(name, choices);
        }
        return get(name).asString();
    }

    /// Creates the error for a text that is not one of the allowed values.
    public InvalidLineException invalidChoice(String name, String choices) {
        return new InvalidLineException(name + " must be " + choices + ", "
                + (request.has(name) ? "got " + JsonNumberReader.formatValue(get(name)) : "but is missing"));
    }

    /// Reads a number as the nearest double.
    public double requireNumber(String name) throws InvalidLineException {
        return JsonNumberReader.readFinite(get(name), () -> name);
    }

    /// Reads a list of numbers.
    public double[] requireNumbers(String name) throws InvalidLineException {
        JsonNode list = requireList(name, "[1,2.5,...]");
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            int index = i;
            numbers[i] = JsonNumberReader.readFinite(list.get(i), () -> name + "[" + index + "]");
        }
        return numbers;
    }

    /// Reads a list of any values.
    ///
    /// @param shape example of the list, for the error message
    public JsonNode requireList(String name, String shape) throws InvalidLineException {
        if (!get(name).isArray()) {
            throw new InvalidLineException(
                    name + " must be a list like " + shape + ", got " + JsonNumberReader.formatValue(get(name)));
        }
        return get(name);
    }

    private String members(List<String> required, Set<String> optional) {
        String members = kind + ", " + String.join(", ", required);
        return optional.isEmpty()
                ? members
                : members + "; optional: "
                        + String.join(", ", optional.stream().sorted().toList());
    }

    private static String truncate(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "...";
    }
}
