// SPDX-License-Identifier: Apache-2.0

/// Commands for configuration as code: apply, diff, drift, export and schema.
@NullMarked
package dev.evenkeel.cli.manifest;

import org.jspecify.annotations.NullMarked;
