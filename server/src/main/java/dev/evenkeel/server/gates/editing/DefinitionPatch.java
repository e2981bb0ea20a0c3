// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What is to be set in a definition and what is to go from it; everything else stays as it is written.
final class DefinitionPatch {
    private static final String FLAGS = "flags";
    /// What of a definition is set member by member.
    private static final List<String> PARTS = List.of(FLAGS, "$evaluators", "metadata");

    private final String text;
    private final ObjectNode parts;
    private final List<String> gone;

    private DefinitionPatch(String text, ObjectNode parts, List<String> gone) {
        this.text = text;
        this.parts = parts;
        this.gone = gone;
    }

    /// @param text a definition: every flag, segment and metadata of it is to be set
    /// @param gone keys of flags that are to go
    static DefinitionPatch of(@Nullable String text, List<String> gone) {
        return new DefinitionPatch(String.valueOf(text), EditRequestParser.object(text), List.copyOf(gone));
    }

    /// Where in a definition it changes something.
    List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        for (String part : PARTS) {
            parts.path(part).propertyNames().forEach(name -> paths.add(List.of(part, name)));
        }
        gone.forEach(flag -> paths.add(List.of(FLAGS, flag)));
        return paths;
    }

    /// Keys of the flags that it sets or takes away.
    List<String> flags() {
        return paths().stream()
                .filter(path -> path.getFirst().equals(FLAGS))
                .map(List::getLast)
                .toList();
    }

    /// Makes sure that somebody holds a right for all that it is about. Segments and metadata may change
    /// what any flag says.
    void require(Right right, String environment, FlagOwnerResolver owners, Caller.Actor actor) {
        if (!parts.path("$evaluators").isEmpty() || !parts.path("metadata").isEmpty()) {
            actor.require(right, List.of());
        }
        flags().forEach(flag -> actor.require(right, owners.ofFlag(environment, flag)));
    }

    /// A definition with the patch applied.
    String to(String definition) {
        JsonTextEditor given = new JsonTextEditor(text);
        String patched = definition;
        for (List<String> path : paths()) {
            String value = given.find(path);
            JsonTextEditor edit = new JsonTextEditor(patched);
            patched = value == null || isGone(path) ? edit.remove(path) : edit.set(path, value);
        }
        return patched;
    }

    private boolean isGone(List<String> path) {
        return path.getFirst().equals(FLAGS) && gone.contains(path.getLast());
    }

    /// What a definition has where the patch changes something, as a definition; what it does not have is left
    /// out.
    String base(String definition) {
        JsonTextEditor from = new JsonTextEditor(definition);
        String base = "{}";
        for (List<String> path : paths()) {
            String value = from.find(path);
            if (value != null) {
                base = new JsonTextEditor(base).set(path, value);
            }
        }
        return base;
    }
}
