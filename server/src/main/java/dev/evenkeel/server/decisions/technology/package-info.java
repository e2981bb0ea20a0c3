// SPDX-License-Identifier: Apache-2.0

/// Technology register: rings, innovation tokens, decision records and SBOM comparison, and the gate that
/// checks new technologies.
@NullMarked
package dev.evenkeel.server.decisions.technology;

import org.jspecify.annotations.NullMarked;
