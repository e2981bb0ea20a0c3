// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.ProposalApi.CreateProposalRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A patch of a definition: members to set and flags to remove. All other text is unchanged.
final class FlagSetPatch {
    private static final String FLAGS = "flags";
    /// The parts of a definition that are set member by member.
    private static final List<String> PARTS = List.of(FLAGS, "$evaluators", "metadata");

    private final String text;
    private final ObjectNode parts;
    private final List<String> gone;

    private FlagSetPatch(String text, ObjectNode parts, List<String> gone) {
        this.text = text;
        this.parts = parts;
        this.gone = gone;
    }

    /// @param text definition whose flags, segments and metadata are set
    /// @param gone keys of flags to remove
    static FlagSetPatch of(@Nullable String text, List<String> gone) {
        return new FlagSetPatch(String.valueOf(text), DefinitionTextParser.parse(text), List.copyOf(gone));
    }

    /// Returns the patch of a proposal.
    static FlagSetPatch of(CreateProposalRequest request) {
        return of(
                request.patch() == null ? "{}" : request.patch().toPrettyString(),
                request.removedFlags() == null ? List.of() : request.removedFlags());
    }

    /// Returns the text of the definition whose members are set.
    String text() {
        return text;
    }

    /// Returns keys of the flags to remove.
    List<String> removedFlags() {
        return gone;
    }

    /// Returns the paths that the patch changes.
    List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        for (String part : PARTS) {
            parts.path(part).propertyNames().forEach(name -> paths.add(List.of(part, name)));
        }
        gone.forEach(flag -> paths.add(List.of(FLAGS, flag)));
        return paths;
    }

    /// Returns keys of the flags that the patch sets or removes.
    List<String> flags() {
        return paths().stream()
                .filter(path -> path.getFirst().equals(FLAGS))
                .map(List::getLast)
                .toList();
    }

    /// Checks that the actor holds a right for all affected flags. Segments and metadata may affect any flag.
    void requireRight(Right right, String environment, FlagOwnerResolver owners, Caller.Actor actor) {
        if (!parts.path("$evaluators").isEmpty() || !parts.path("metadata").isEmpty()) {
            actor.requireRight(right, List.of());
        }
        flags().forEach(flag -> actor.requireRight(right, owners.listOwningServices(environment, flag)));
    }

    /// Applies the patch to a definition.
    String applyTo(String definition) {
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

    /// Returns the members of a definition that the patch changes, as a definition; missing members are
    /// omitted.
    String extractBase(String definition) {
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
