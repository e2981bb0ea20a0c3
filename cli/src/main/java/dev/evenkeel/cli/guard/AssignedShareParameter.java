// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import dev.evenkeel.core.stats.CandidateShare;
import tools.jackson.databind.JsonNode;

/// The request member `share`: the assigned share of the candidate, one for all ticks or one for each; if
/// absent, the realised share of each tick applies.
final class AssignedShareParameter {
    private final JsonNode shares;

    AssignedShareParameter(JsonLineRequest request) throws InvalidLineException {
        shares = request.get("share");
        if (shares.isArray()
                && request.get("ticks").isArray()
                && shares.size() != request.get("ticks").size()) {
            throw new InvalidLineException("share must be one number, or a list with one for each tick: there are "
                    + request.get("ticks").size() + " ticks, got " + shares.size() + " shares");
        }
        if (shares.isNumber()) {
            share(shares, "share");
        } else if (isPresent() && !shares.isArray()) {
            throw new InvalidLineException(
                    "share must be a number above 0 and below 1, or a list with one for each tick; got "
                            + JsonNumberReader.formatValue(shares));
        }
    }

    boolean isPresent() {
        return !shares.isMissingNode() && !shares.isNull();
    }

    CandidateShare shareAt(int tick) throws InvalidLineException {
        return shares.isArray() ? share(shares.get(tick), "share[" + tick + "]") : share(shares, "share");
    }

    private static CandidateShare share(JsonNode value, String place) throws InvalidLineException {
        double share = JsonNumberReader.readFinite(value, () -> place);
        try {
            return CandidateShare.assigned(share);
        } catch (IllegalArgumentException e) {
            throw new InvalidLineException(place + ": " + e.getMessage());
        }
    }
}
