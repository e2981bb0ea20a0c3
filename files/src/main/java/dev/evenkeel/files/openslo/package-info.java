// SPDX-License-Identifier: Apache-2.0

/// Objectives as people write them: OpenSLO v1 in YAML or JSON, in and out, and the Prometheus rules that follow from
/// them.
@NullMarked
package dev.evenkeel.files.openslo;

import org.jspecify.annotations.NullMarked;
