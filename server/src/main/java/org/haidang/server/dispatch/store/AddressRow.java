package org.haidang.server.dispatch.store;

/** Where an agency is written to; channel by its id. */
public record AddressRow(String organisationId, String channel, String address, String name) {}
