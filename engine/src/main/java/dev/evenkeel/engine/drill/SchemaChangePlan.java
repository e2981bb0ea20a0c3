// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schema changes that accompany a flag's change, and which code can read each. Names of code (versions,
/// commits or others) are not ordered by themselves, so the plan lists them in order.
///
/// @param controlCode null without steps
public record SchemaChangePlan(
        @JsonPropertyDescription("code versions that the schema steps name, oldest first")
        List<String> code,

        @JsonPropertyDescription("code version that a rollback restores") @Nullable
        String controlCode,

        @JsonProperty("schema") @JsonPropertyDescription("schema migration steps, in order; at most 50")
        List<SchemaChangeStep> steps) {
    /// No schema changes.
    public static final SchemaChangePlan NONE = new SchemaChangePlan(List.of(), null, List.of());

    public SchemaChangePlan {
        code = List.copyOf(code);
        steps = List.copyOf(steps);
    }

    /// A problem of one step.
    ///
    /// @param step index of the step, from 0
    /// @param field `kind`, `oldestReader`, `change` or `completedAt`
    public record Problem(int step, String field, String message, String remedy) {}

    /// Returns the first completed step that the code restored by a rollback cannot read.
    public Optional<SchemaChangeStep> findUnreadableStep() {
        return steps.stream()
                .filter(SchemaChangeStep::isDone)
                .filter(this::excludesControl)
                .findFirst();
    }

    private boolean excludesControl(SchemaChangeStep step) {
        return controlCode != null && code.indexOf(step.oldestReader()) > code.indexOf(controlCode);
    }

    /// Returns all problems of the steps.
    public List<Problem> findProblems() {
        List<Problem> faults = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            checkKind(i, faults);
            checkReader(i, faults);
            checkChange(i, faults);
            checkDone(i, faults);
        }
        return faults;
    }

    private void checkKind(int index, List<Problem> faults) {
        boolean expanded = steps.subList(0, index).stream()
                .anyMatch(before -> before.kind() == SchemaChangeStep.ExpandContractPhase.EXPAND);
        if (isContract(index) && !expanded) {
            faults.add(new Problem(
                    index,
                    "kind",
                    "is CONTRACT without an earlier EXPAND",
                    "add the EXPAND step that replaces what this step removes"));
        }
    }

    private void checkReader(int index, List<Problem> faults) {
        SchemaChangeStep step = steps.get(index);
        if (!code.contains(step.oldestReader())) {
            faults.add(new Problem(
                    index,
                    "oldestReader",
                    "must be one of code, got \"" + step.oldestReader() + "\"",
                    "add it to code, which lists names oldest first"));
        } else if (!isContract(index) && excludesControl(step)) {
            faults.add(new Problem(
                    index,
                    "oldestReader",
                    "is newer than controlCode \"" + controlCode + "\", which a rollback restores; only a CONTRACT step"
                            + " can exclude it",
                    "split it into an EXPAND step that controlCode can read, and a CONTRACT step"));
        } else if (index > 0
                && code.indexOf(step.oldestReader())
                        < code.indexOf(steps.get(index - 1).oldestReader())) {
            faults.add(new Problem(
                    index,
                    "oldestReader",
                    "is older than oldestReader of the previous step",
                    "name the oldest code that reads the schema after all steps so far"));
        }
    }

    private void checkChange(int index, List<Problem> faults) {
        boolean named = steps.get(index).change() != null;
        if (isContract(index) && !named) {
            faults.add(new Problem(
                    index,
                    "change",
                    "is missing: a CONTRACT step is a separate change after the point of no return, not part of the "
                            + "rollout",
                    "give the name of that change"));
        } else if (!isContract(index) && named) {
            faults.add(new Problem(index, "change", "is allowed in a CONTRACT step only", "remove it"));
        }
    }

    private void checkDone(int index, List<Problem> faults) {
        SchemaChangeStep step = steps.get(index);
        if (step.completedAt() == null || index == 0) {
            return;
        }
        SchemaChangeStep before = steps.get(index - 1);
        if (before.completedAt() == null || step.completedAt().isBefore(before.completedAt())) {
            faults.add(new Problem(
                    index,
                    "completedAt",
                    "is set, but an earlier step is not completed",
                    "list the steps in the order of their completion"));
        }
    }

    private boolean isContract(int index) {
        return steps.get(index).kind() == SchemaChangeStep.ExpandContractPhase.CONTRACT;
    }
}
