// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.flag.BucketingChangeImpact;
import dev.evenkeel.core.flag.DefinitionProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of replacing a definition, or of a dry run.
///
/// @param revision revision afterwards; of a dry run, the revision it would have
/// @param changed false when the new definition is equivalent to the old one; then no revision is created
/// @param added keys of new flags
/// @param modified keys of changed flags
/// @param removed keys of removed flags
/// @param hashRule the change of the hash rule and the subjects that it moves; null when it moves none
/// @param warnings parts without effect: in new and changed flags or, when nothing changed, in all flags
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagSetUpdateResult(
        long revision,
        boolean changed,
        List<String> added,
        List<String> modified,
        List<String> removed,
        @Nullable BucketingChangeImpact hashRule,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DefinitionProblem> warnings) {
    public FlagSetUpdateResult {
        added = List.copyOf(added);
        modified = List.copyOf(modified);
        removed = List.copyOf(removed);
        warnings = List.copyOf(warnings);
    }

    public FlagSetUpdateResult withHashRuleChange(@Nullable BucketingChangeImpact change) {
        return new FlagSetUpdateResult(revision, changed, added, modified, removed, change, warnings);
    }
}
