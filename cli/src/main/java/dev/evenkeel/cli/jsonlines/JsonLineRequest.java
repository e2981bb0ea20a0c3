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

    /// @param request an object
    /// @param kind the member that says what is asked
    public JsonLineRequest(JsonNode request, String kind) {
        this.request = request;
        this.kind = kind;
    }

    /// Refuses a request in which a member is missing or one too many.
    ///
    /// @param what the kind of request, for the refusal
    /// @param required members beside the kind that must be there
    /// @param optional members that may be there
    public void check(String what, List<String> required, Set<String> optional) throws InvalidLineException {
        var problems = new ArrayList<String>();
        for (String name : required) {
            if (!has(name)) {
                problems.add(what + " needs \"" + name + "\"");
            }
        }
        for (String name : request.propertyNames()) {
            if (!name.equals(kind) && !required.contains(name) && !optional.contains(name)) {
                problems.add(what + " has no \"" + cut(name) + "\"");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidLineException(
                    String.join(", ", problems) + "; its members are " + members(required, optional));
        }
    }

    /// Whether a member is there, and not null.
    public boolean has(String name) {
        return request.hasNonNull(name);
    }

    /// A member as it was written; a missing node where there is none.
    public JsonNode get(String name) {
        return request.path(name);
    }

    /// A text, one of a few.
    ///
    /// @param choices what it may be, for the refusal
    public String choice(String name, String choices) throws InvalidLineException {
        if (!get(name).isString()) {
            throw noChoice(name, choices);
        }
        return get(name).asString();
    }

    /// The refusal of a text that is none of the choices.
    public InvalidLineException noChoice(String name, String choices) {
        return new InvalidLineException(name + " must be " + choices + ", "
                + (request.has(name) ? "got " + JsonNumberReader.shown(get(name)) : "and is missing"));
    }

    /// The double nearest to a number.
    public double number(String name) throws InvalidLineException {
        return JsonNumberReader.finite(get(name), () -> name);
    }

    /// A list of numbers.
    public double[] numbers(String name) throws InvalidLineException {
        JsonNode list = list(name, "[1,2.5,...]");
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            int index = i;
            numbers[i] = JsonNumberReader.finite(list.get(i), () -> name + "[" + index + "]");
        }
        return numbers;
    }

    /// A list of anything.
    ///
    /// @param shape how it looks, for the refusal
    public JsonNode list(String name, String shape) throws InvalidLineException {
        if (!get(name).isArray()) {
            throw new InvalidLineException(
                    name + " must be a list like " + shape + ", got " + JsonNumberReader.shown(get(name)));
        }
        return get(name);
    }

    private String members(List<String> required, Set<String> optional) {
        String members = kind + ", " + String.join(", ", required);
        return optional.isEmpty()
                ? members
                : members + " and, if wanted, "
                        + String.join(", ", optional.stream().sorted().toList());
    }

    private static String cut(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "...";
    }
}
