// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A resource of the server's API, from which a group declares the commands that send one request without a body:
/// list, show, delete and actions. Immutable.
///
/// @param isInEnvironment whether the path is below the one of the environment
/// @param path of all objects, such as `/api/v1/tokens`; of one object, if it contains `{}` in the place of the
/// argument
/// @param argument positional parameter that names one object; null without commands for one object
public record Resource(
        boolean isInEnvironment, String path, @Nullable ResourceArgument argument) {
    /* The place of the argument in a path. */
    static final String ARGUMENT = "{}";

    /// The positional parameter that names one object.
    ///
    /// @param type String or long
    public record ResourceArgument(String label, String description, Class<?> type) {}

    /// Creates a resource at an API path, such as `/api/v1/tokens`.
    public static Resource at(String path) {
        return new Resource(false, path, null);
    }

    /// Creates a resource below the path of the environment, such as `/sdk-keys` or `/flags/{}/drills`.
    public static Resource inEnvironment(String path) {
        return new Resource(true, path, null);
    }

    /// Declares the argument of the commands for one object.
    ///
    /// @param label such as `TOKEN`
    public Resource argument(String label, String description) {
        return new Resource(isInEnvironment, path, new ResourceArgument(label, description, String.class));
    }

    /// As [#argument(String, String)], for objects with numbers.
    public Resource number(String label, String description) {
        return new Resource(isInEnvironment, path, new ResourceArgument(label, description, long.class));
    }

    /// Declares a command that lists all objects.
    ///
    /// @param type record of the response, or `JsonNode`
    public <T> ResourceCommand<T> list(Class<T> type, Function<T, String> formatter) {
        return get("", type, formatter);
    }

    /// As [#list(Class, Function)].
    ///
    /// @param formatter of the response and the name of the environment
    public <T> ResourceCommand<T> list(Class<T> type, BiFunction<T, String, String> formatter) {
        return new ResourceCommand<>(withoutArgument(), "GET", type, formatter);
    }

    /// Declares a command that gets one document below the path of all objects.
    ///
    /// @param below such as `/summary`
    /// @param type record of the response, or `JsonNode`
    public <T> ResourceCommand<T> get(String below, Class<T> type, Function<T, String> formatter) {
        return new ResourceCommand<>(withoutArgument().below(below), "GET", type, ignoringSubject(formatter));
    }

    /// Declares a command that shows one object.
    ///
    /// @param type record of the response, or `JsonNode`
    public <T> ResourceCommand<T> show(Class<T> type, Function<T, String> formatter) {
        return new ResourceCommand<>(one(), "GET", type, ignoringSubject(formatter));
    }

    /// Declares a command that sends a POST request without a body to one object.
    ///
    /// @param action such as `/disable`
    /// @param type record of the response, or `JsonNode`
    /// @param formatter of the response and the argument
    public <T> ResourceCommand<T> post(String action, Class<T> type, BiFunction<T, String, String> formatter) {
        return new ResourceCommand<>(one().below(action), "POST", type, formatter);
    }

    /// Declares a command that deletes one object, or revokes or withdraws it.
    ///
    /// @param object what to call the object, with `%s` for the argument, such as `API token %s`
    /// @param done such as `revoked`
    public ResourceCommand<JsonNode> delete(String object, String done) {
        return new ResourceCommand<JsonNode>(
                        one(),
                        "DELETE",
                        JsonNode.class,
                        (response, subject) -> object.formatted(subject) + " " + done + ".")
                .done(done);
    }

    private Resource withoutArgument() {
        return new Resource(isInEnvironment, path, null);
    }

    private Resource one() {
        return path.contains(ARGUMENT) ? this : below("/" + ARGUMENT);
    }

    private Resource below(String rest) {
        return new Resource(isInEnvironment, path + rest, argument);
    }

    private static <T> BiFunction<T, String, String> ignoringSubject(Function<T, String> formatter) {
        return (response, subject) -> formatter.apply(response);
    }
}
