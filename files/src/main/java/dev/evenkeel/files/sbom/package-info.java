// SPDX-License-Identifier: Apache-2.0

/// Software bills of materials (CycloneDX) and the difference between two.
@NullMarked
package dev.evenkeel.files.sbom;

import org.jspecify.annotations.NullMarked;
