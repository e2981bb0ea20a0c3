// SPDX-License-Identifier: Apache-2.0

/// Software bills of materials (CycloneDX), and what differs between two.
@NullMarked
package dev.evenkeel.files.sbom;

import org.jspecify.annotations.NullMarked;
