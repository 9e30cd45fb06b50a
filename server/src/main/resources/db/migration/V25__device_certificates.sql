-- What devices are known by over HTTPS: the SHA-256 of the public key that each showed when a person first asked it, or that a person
-- accepted since. address is host:port, in lower case. Of devices, not of cameras: a recorder has one for all its channels, and a device is
-- asked before its cameras are added.
create table device_certificates (
    address    text   not null primary key,
    key_sha256 text   not null,
    created_us bigint not null,
    changed_us bigint not null
);
