package org.haidang.server.survey.store;

import org.haidang.programme.survey.Operation;

/**
 * An operation at its place in the list.
 *
 * @param position from 1, without gaps
 */
public record OperationRow(long position, Operation operation, long receivedUs) {}
