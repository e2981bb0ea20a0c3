// SPDX-License-Identifier: Apache-2.0

/// OpenSLO v1 in YAML or JSON: parser, validators, writer and generated Prometheus rules.
@NullMarked
package dev.evenkeel.files.openslo;

import org.jspecify.annotations.NullMarked;
