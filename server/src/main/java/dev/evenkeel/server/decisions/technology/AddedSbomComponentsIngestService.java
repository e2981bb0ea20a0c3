// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.ChangeSbomAdditions;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import dev.evenkeel.server.operations.change.TechnologyIntroducingChangeQueries;
import dev.evenkeel.server.operations.incident.suspect.ChangeReferenceFormatter;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that stores the components that changes add, as pipelines find them by comparing SBOMs. The newest
/// comparison of a change replaces earlier ones.
@Component
class AddedSbomComponentsIngestService {
    private final ChangeTechnologyRepository repository;
    private final FlagService flags;
    private final TechnologyIntroducingChangeQueries changes;
    private final GateChangeRecorder recorder;

    AddedSbomComponentsIngestService(
            ChangeTechnologyRepository repository,
            FlagService flags,
            TechnologyIntroducingChangeQueries changes,
            GateChangeRecorder recorder) {
        this.repository = repository;
        this.flags = flags;
        this.changes = changes;
        this.recorder = recorder;
    }

    /// Stores the components added by the change of a flag.
    ///
    /// @throws NotFoundException when the environment or the flag does not exist
    @Transactional
    ChangeSbomAdditions saveForFlag(String environment, String flag, List<String> components, String who) {
        if (!flags.getSnapshot(environment).compiled().flagKeys().contains(flag)) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flag + "\".",
                    "To list the flags: ./evenkeel flag list --environment " + environment);
        }
        return save(ChangeReferenceFormatter.ofFlag(environment, flag), components, who);
    }

    /// Stores the components added by a reported change.
    ///
    /// @throws NotFoundException when the change does not exist
    @Transactional
    ChangeSbomAdditions saveForChange(String id, List<String> components, String who) {
        if (!changes.existsById(id)) {
            throw new NotFoundException(
                    ProblemCode.CHANGE_NOT_FOUND,
                    "Change " + id + " does not exist.",
                    "To list changes: ./evenkeel change list");
        }
        return save(ChangeReferenceFormatter.ofChange(id), components, who);
    }

    private ChangeSbomAdditions save(String change, List<String> components, String who) {
        var diff = new ChangeSbomAdditions(
                change, components.stream().distinct().sorted().toList(), recorder.now(), who);
        var before = repository.findDiff(change).orElse(null);
        repository.saveDiff(diff);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(who, "change.sbom-compared", change, ""), before, diff);
        return diff;
    }
}
