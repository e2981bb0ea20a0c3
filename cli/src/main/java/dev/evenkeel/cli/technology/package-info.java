// SPDX-License-Identifier: Apache-2.0

/// Commands for the technology radar, innovation tokens, decision records and SBOM comparison.
@NullMarked
package dev.evenkeel.cli.technology;

import org.jspecify.annotations.NullMarked;
