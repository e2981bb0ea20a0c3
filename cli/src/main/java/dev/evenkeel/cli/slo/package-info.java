// SPDX-License-Identifier: Apache-2.0

/// Commands that apply, check, list and delete SLOs, and generate Prometheus rules.
@NullMarked
package dev.evenkeel.cli.slo;

import org.jspecify.annotations.NullMarked;
