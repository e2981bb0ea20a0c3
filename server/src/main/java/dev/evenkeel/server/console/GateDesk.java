// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.authoring.ProposalView;
import dev.evenkeel.server.authoring.Proposals;
import dev.evenkeel.server.gate.GateBoard;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have set about changes, and what waits for their word.
@Component
final class GateDesk {
    private final GateBoard board;
    private final Proposals proposals;

    GateDesk(GateBoard board, Proposals proposals) {
        this.board = board;
        this.proposals = proposals;
    }

    GateBoard board() {
        return board;
    }

    /// Edits of flags that can be approved or applied, newest first.
    List<ProposalView> proposals() {
        return proposals.waiting();
    }
}
