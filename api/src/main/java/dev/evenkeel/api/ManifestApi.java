// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.audit.ValueChange;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Configuration as code (`/api/v1/manifests`). The manifests themselves stay JSON.
public final class ManifestApi {
    private static final String SET = "^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$";
    private static final String LINE = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
    private static final int LONGEST_LINE = 500;
    private static final int MOST_OBJECTS = 5_000;

    private ManifestApi() {}

    /// Applies manifests.
    public record ApplyManifestsRequest(
            @JsonPropertyDescription(
                    "name of the manifest set, 1 to 100 letters, digits and . _ / -, such as payments; default:"
                            + " default")
            @Pattern(regexp = SET)
            @Nullable
            String set,

            @JsonPropertyDescription(
                    "origin of the files, one line of at most 500 characters, such as fintech/payments@4f1c")
            @Size(max = LONGEST_LINE)
            @Pattern(regexp = LINE)
            @Nullable
            String source,

            @JsonPropertyDescription("reason, for the audit log, one line of at most 500 characters")
            @Size(max = LONGEST_LINE)
            @Pattern(regexp = LINE)
            @Nullable
            String reason,

            @JsonPropertyDescription("whether to delete objects of the set that are not in the request; default false")
            @Nullable
            Boolean prune,

            @JsonPropertyDescription("whether to take over objects that belong to other sets; default false") @Nullable
            Boolean takeOver,

            @JsonPropertyDescription("at most 5,000 manifests with apiVersion, kind, metadata and spec; GET"
                    + " /api/v1/manifests/schemas/KIND returns the schema of a kind")
            @Size(max = MOST_OBJECTS)
            List<ObjectNode> objects) {}

    /// The result of applying manifests.
    ///
    /// @param set name of the manifest set
    /// @param dryRun whether nothing was changed
    /// @param objects one entry for each object in the request, and for each previously applied object of the set
    /// @param warnings parts of changed objects that are valid but have no effect
    public record ApplyManifestsResponse(
            String set,
            boolean dryRun,
            List<ObjectChange> objects,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ValidationWarning> warnings) {
        public ApplyManifestsResponse {
            warnings = Objects.requireNonNullElse(warnings, List.of());
        }

        /// Whether any object is or would be changed.
        public boolean hasChanges() {
            return objects.stream().anyMatch(ObjectChange::isChange);
        }
    }

    /// The result of applying one object.
    ///
    /// @param environment empty for kinds that belong to no environment
    /// @param differences changes of its spec, value by value; a changed secret is named but not shown
    /// @param note additional information; null for none
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ObjectChange(
            String kind,
            String environment,
            String name,
            Action action,
            List<ValueChange> differences,
            @Nullable String note) {
        /// What applying did to an object.
        public enum Action {
            /// The object did not exist.
            CREATE,
            /// The object existed with another spec.
            UPDATE,
            /// The set does not contain the object any more.
            DELETE,
            /// The object already has the desired spec.
            NONE,
            /// The object is not in the manifests any more, and is kept.
            KEEP
        }

        public ObjectChange {
            environment = Objects.requireNonNullElse(environment, "");
            differences = List.copyOf(Objects.requireNonNullElse(differences, List.of()));
        }

        /// Whether the object is changed.
        @JsonIgnore
        public boolean isChange() {
            return action != Action.NONE && action != Action.KEEP;
        }
    }

    /// Manifests of the current objects, in an order in which they can be applied.
    public record ExportManifestsResponse(List<ObjectNode> objects) {}

    /// The objects that were applied from manifests.
    public record ManifestDriftResponse(List<ObjectDrift> objects) {}

    /// The difference between an object and the manifest from which it was applied.
    ///
    /// @param environment empty for kinds that belong to no environment
    /// @param set manifest set of the object
    /// @param state whether it is unchanged since it was applied
    /// @param differences changes since then, value by value: `before` is from the manifest, `after` is current
    public record ObjectDrift(
            String kind,
            String environment,
            String name,
            AppliedManifestSet set,
            State state,
            List<ValueChange> differences) {
        /// The drift of an object.
        public enum State {
            /// The object equals its manifest.
            IN_SYNC,
            /// The object was changed since it was applied.
            MODIFIED,
            /// The object was deleted since it was applied.
            DELETED
        }

        public ObjectDrift {
            differences = List.copyOf(differences);
        }
    }

    /// A set of manifests that were applied together.
    ///
    /// @param source origin of the files when they were last applied; may be empty
    /// @param appliedAt when they last changed an object
    /// @param appliedBy who applied them then
    public record AppliedManifestSet(String name, String source, Instant appliedAt, String appliedBy) {}

    /// The kinds of manifests.
    public record ManifestKindsResponse(List<ManifestKindResponse> kinds) {}

    /// A kind of manifest.
    public record ManifestKindResponse(String apiVersion, String kind, String description) {}
}
