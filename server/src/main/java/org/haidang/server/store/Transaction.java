package org.haidang.server.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One transaction of {@link Database#write}, to be handed from store to store: what is done with it
 * is there together or not at all. Only stores look inside.
 */
public record Transaction(JdbcClient client) {}
