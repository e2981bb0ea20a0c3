// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.flag.BucketingChangeImpact;
import dev.evenkeel.core.flag.DefinitionProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What replacing a definition did, or would do.
///
/// @param revision in force afterwards; of a dry run: the one that would be
/// @param changed false when the new definition says the same as the old one; then there is no new revision
/// @param added keys of flags that are new
/// @param altered keys of flags that say something else
/// @param removed keys of flags that are gone
/// @param hashRule the switch of the hash rule that comes with it, and whom it moves; null when nobody moves
/// @param warnings what has no effect: in flags that are new or say something else, in all when nothing changed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DefinitionUpdateResult(
        long revision,
        boolean changed,
        List<String> added,
        List<String> altered,
        List<String> removed,
        @Nullable BucketingChangeImpact hashRule,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DefinitionProblem> warnings) {
    public DefinitionUpdateResult {
        added = List.copyOf(added);
        altered = List.copyOf(altered);
        removed = List.copyOf(removed);
        warnings = List.copyOf(warnings);
    }

    public DefinitionUpdateResult with(@Nullable BucketingChangeImpact change) {
        return new DefinitionUpdateResult(revision, changed, added, altered, removed, change, warnings);
    }
}
