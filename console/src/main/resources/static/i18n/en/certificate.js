export default {
  'certificate.key': 'Key of the certificate',
  'certificate.known': 'Known (SHA-256 of the key)',
  'certificate.shown': 'What the device shows now',
  'certificate.confirmed': 'The site contact has confirmed that the device was reset or replaced',
  'certificate.accept': 'Accept the new certificate',
  'certificate.accepted': 'The new certificate of the device is accepted.',
};
