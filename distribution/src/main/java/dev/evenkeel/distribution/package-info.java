// SPDX-License-Identifier: Apache-2.0

/// Builds the release artifacts: package archive, Maven repository, checksums and third-party notices. Checks the
/// bundle for Maven Central. The launcher runs these classes directly from their source files.
@NullMarked
package dev.evenkeel.distribution;

import org.jspecify.annotations.NullMarked;
